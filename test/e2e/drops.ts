import type { Page } from '@playwright/test';

/** A file of this name and text is dropped on what the selector finds first. */
export async function drops(page: Page, target: string, name: string, text: string): Promise<void> {
  await page.evaluate(
    ([selector, fileName, content]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content as string], fileName as string));
      const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
      document.querySelector(selector as string)?.dispatchEvent(drop);
    },
    [target, name, text],
  );
}
