/**
 * Gives a piece of Cypher, which calls its parent (p) and what it binds by names of its own, names that are used nowhere
 * else in the statement it becomes part of. Texts, labels, relationship types, properties, keys of maps and functions are
 * left alone; what remains and begins with a small letter is a variable.
 */
const TOKEN = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\/\/[^\n]*|:\s*!?[A-Z][\w|&!%]*|\.\w+|\$\w+|([{,]\s*)(\w+)(?=\s*:)|\b[a-z]\w*\b(?!\s*\()/g;
const WORDS = new Set(['true', 'false', 'null']);

export function renamed(cypher: string, suffix: string, parent: string): string {
  return cypher.replace(TOKEN, (token: string, before: string | undefined, key: string | undefined) => {
    if (before !== undefined && key !== undefined) return token;
    if (token.startsWith('$')) return token + suffix;
    if (!/^[a-z]/.test(token) || WORDS.has(token)) return token;
    return token === 'p' ? parent : token + suffix;
  });
}

export const renamedKeys = (params: Record<string, unknown>, suffix: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name + suffix, value]));
