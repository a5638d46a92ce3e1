import type { RunningServer } from '../servers/start';
import type { Case, Form, Request, Row, Shape } from '../shapes/shape';
import type { Prepared } from './load';

interface Answer { data?: Row; errors?: { message: string }[] }

/** One request to a GraphQL server, outside of any measuring. */
export async function ask(server: RunningServer, request: Request): Promise<Row> {
  const response = await fetch(server.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(request) });
  const { data, errors } = (await response.json()) as Answer;
  if (errors || !data) throw new Error(`${server.name}: ${errors?.[0]?.message ?? `HTTP ${response.status}`}`);
  return data;
}

/** The answer in the common form. */
export async function answerOf(server: RunningServer, form: Form<Case>, of: Case): Promise<unknown> {
  return form.answer(await ask(server, form.request(of)), of);
}

export async function rawAnswerOf(server: RunningServer, shape: Shape, of: Case): Promise<unknown> {
  const response = await fetch(`${server.url}/${shape.key}`, { method: 'POST', body: JSON.stringify(of) });
  if (!response.ok) throw new Error(`raw: ${await response.text()}`);
  return response.json();
}

export function preparedFor(server: RunningServer, form: Form<Case>, cases: readonly Case[]): Prepared[] {
  const { pathname } = new URL(server.url);
  return cases.map((of) => ({ path: pathname, body: JSON.stringify(form.request(of)) }));
}

export const preparedRaw = (shape: Shape, cases: readonly Case[]): Prepared[] => cases.map((of) => ({ path: `/${shape.key}`, body: JSON.stringify(of) }));
