document.querySelector('#app')?.append('Sigma Playground');
