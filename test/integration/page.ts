import { existsSync } from 'node:fs';
import { chromium, type Locator } from 'playwright-core';

export const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** What the page shows: the answer to the question it starts with, then of one chosen in its panel the variables and the answer. */
export interface Shown { first: string; variables: string; chosen: string; otherHosts: string[] }

/** Opens the page in a real browser that can reach no other host, and uses it as a visitor does. */
export async function runPage(url: string): Promise<Shown> {
  if (!existsSync(CHROMIUM)) throw new Error(`There is no Chromium at ${CHROMIUM}: apt-get install -y chromium fonts-noto-cjk, or set CHROMIUM_PATH`);
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  try {
    const page = await browser.newPage();
    const otherHosts: string[] = [];
    await page.route('**/*', async (route) => {
      const asked = new URL(route.request().url());
      if (['data:', 'blob:'].includes(asked.protocol) || asked.origin === new URL(url).origin) return route.continue();
      otherHosts.push(asked.href);
      return route.abort();
    });
    await page.goto(url);
    const run = page.locator('.graphiql-execute-button');
    const result = page.locator('.result-window');
    const textOf = async (part: Locator): Promise<string> => (await part.innerText()).replace(/\u00a0/g, ' ');
    await run.click({ timeout: 30_000 });
    await result.getByText('瓯海区政府').first().waitFor({ timeout: 30_000 });
    const first = await textOf(result);

    await page.getByRole('button', { name: 'Hide 问题 Questions' }).click();
    await page.getByRole('button', { name: 'Show 问题 Questions' }).click();
    const panel = page.getByRole('region', { name: '问题 Questions' });
    await panel.getByRole('searchbox', { name: '筛选 Filter' }).fill('boundaries 没有');
    await panel.getByRole('button').click();
    await page.getByRole('tab', { name: 'BlocksWithoutBoundaries' }).waitFor({ timeout: 30_000 });
    const variables = await textOf(page.getByRole('region', { name: 'Variables' }));
    await run.click();
    await result.getByText('中国温州安全（应急）产业园').waitFor({ timeout: 30_000 });
    return { first, variables, chosen: await textOf(result), otherHosts };
  } finally {
    await browser.close();
  }
}
