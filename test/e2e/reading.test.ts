// What a screen reader reads out: names, roles and their order.
import { expect, test } from './fixtures.ts';

test('the playground is read from the rule to the reason', async ({ playground, page }) => {
  await playground.open('#ex=run-task');
  await playground.waitsForMonaco();
  await expect(playground.tree).toBeVisible();
  await expect(page.locator('body')).toMatchAriaSnapshot(`
    - banner:
      - heading "Sigma Playground" [level=1]
      - button "Samples"
      - button "Catalogue"
      - button "Learn"
      - button "History"
      - button "Theme"
      - button "Keys"
      - button "Share"
    - main:
      - region "Rule":
        - heading "Sigma rule" [level=2]
        - code:
          - textbox "Sigma rule"
      - separator "Width of the rule"
      - region "Events":
        - heading "Events" [level=2]
        - code:
          - textbox "Events"
      - separator "Height of the editors"
      - status "Verdict"
      - region "Results":
        - tablist "Results":
          - tab "Explain" [selected]
          - tab "Tests"
          - tab "Scan"
          - tab "Coverage"
          - tab "Indicators"
          - tab "Related"
          - tab /Problems/
        - tabpanel "Explain":
          - region "Why not":
            - paragraph: /One predicate stands in the way/
            - list:
              - listitem:
                - button /would match/
                - button /Change the field to/
          - tree "Stages and predicates":
            - treeitem /Stage 0.*miss/ [level=1]
            - treeitem /Stage 1.*miss 2 of 3 items match/ [expanded] [level=1]
            - treeitem /^eventSource ecs.amazonaws.com event has ecs.amazonaws.com match/ [level=2]
            - treeitem /^eventName match 1 of 3 values matches/ [expanded] [level=2]
            - treeitem /^DescribeTaskDefinition event has RunTask miss the value differs/ [level=3]
            - treeitem /contains .* nothing there miss the event has no .* nearest/ [level=2] [selected]
  `);
  await expect(playground.verdict).toHaveText(/^\s*Does not fire/);
});

test('a lesson is read from the goal to what to do next', async ({ playground, page }) => {
  await playground.open('#l=a-list-is-an-or');
  const lesson = page.getByRole('region', { name: 'Lesson' });
  await expect(lesson.getByRole('status', { name: 'What to do next' })).toContainText('DeleteTrail');
  await expect(lesson).toMatchAriaSnapshot(`
    - region "Lesson":
      - paragraph: Beginner, lesson 1 of 20
      - navigation "Lessons":
        - link "All lessons"
        - link /Next lesson/
        - button /Leave the lesson/
      - heading "A list is an OR" [level=2]
      - group "The lesson":
        - heading "Your goal" [level=3]
        - heading "Events" [level=3]
        - list:
          - listitem:
            - button /right.*should fire.*fires/
          - listitem:
            - button /wrong.*should fire.*silent/
          - listitem:
            - button /right.*should not.*silent/
        - heading "Conditions" [level=3]
        - heading "What there is to know" [level=3]
        - button "Start over"
      - progressbar "How far it is"
      - status "What to do next"
      - button "Check"
      - button "Hint 1 of 3"
  `);
});
