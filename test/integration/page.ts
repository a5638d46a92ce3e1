import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Opens the page in a real browser that can reach no other host, runs the question it starts with, and returns what it shows. */
export async function runPage(url: string): Promise<{ shown: string; otherHosts: string[] }> {
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
    await page.locator('.graphiql-execute-button').click({ timeout: 30_000 });
    const result = page.locator('.result-window');
    await result.getByText('瓯海区政府').first().waitFor({ timeout: 30_000 });
    return { shown: (await result.innerText()).replace(/\u00a0/g, ' '), otherHosts };
  } finally {
    await browser.close();
  }
}
