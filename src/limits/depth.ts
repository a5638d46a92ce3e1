import { tooCostly } from '../errors';

/**
 * What is text or comment and so nests nothing. An unfinished one is left to the parser to refuse; here it goes to the end,
 * so that no pattern fails anywhere and begins again further on, which takes the square of a length that callers choose.
 */
const JSON_TEXTS = /"(?:[^"\\]+|\\.?)*"?/gs;
const GRAPHQL_TEXTS = /"""(?:\\"""|.)*?(?:"""|$)|"(?:[^"\\\n\r]+|\\.?)*"?|#[^\n\r]*/gs;

/** Looks at texts before they are parsed: a parser walks whatever it is given until its stack ends. */
export class DepthLimit {
  constructor(private readonly most: number) {}

  refuseJson(text: string): void {
    this.refuse(text, JSON_TEXTS);
  }

  refuseQuery(text: string): void {
    this.refuse(text, GRAPHQL_TEXTS);
  }

  private refuse(text: string, texts: RegExp): void {
    let depth = 0;
    for (const [bracket] of text.replace(texts, '').matchAll(/[{}[\]()]/g)) {
      depth = '{[('.includes(bracket) ? depth + 1 : Math.max(0, depth - 1);
      if (depth > this.most) throw tooCostly('query', `nest at most ${this.most} deep, in the query and in its variables`);
    }
  }
}
