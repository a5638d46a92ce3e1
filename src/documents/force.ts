/**
 * What is known of a document's force on a day, from what happened to it. Pure: no database, no schema.
 * The precedence is model.md's: dated effects decide in the order of their days; an effect without a date counts from the
 * day it was checked; an end that we computed or concluded yields to a declared one, never to the start itself.
 */
export type EffectType = 'DRAFTED' | 'PLANNED' | 'ENTERS_INTO_FORCE' | 'AMENDS' | 'REPEALS' | 'REPLACES' | 'IMPLICITLY_REPEALS' | 'LAPSES' | 'TERM_ENDS' | 'PURPOSE_FULFILLED' | 'EXTENDS';
export type StatusValue = 'NOT_YET_IN_FORCE' | 'IN_FORCE' | 'AMENDED' | 'REPEALED' | 'DECLARED_LAPSED' | 'EXPIRED_BY_TERM' | 'PURPOSE_FULFILLED' | 'DRAFT' | 'PLANNED' | 'UNKNOWN';
type Basis = 'STATED' | 'COMPUTED' | 'INFERRED' | 'EXTERNAL';

export interface EffectFacts {
  type: EffectType; effectiveFrom: string | null; basis: Basis; checkedOn: string | null; reason: string | null; evidence: string[]; withdrawnOn: string | null;
}
export interface DocumentFacts { held: boolean; signedOn: string | null; evidence: string[] }
export interface Status { value: StatusValue; basis: Basis; since: string | null; checkedOn: string | null; reason: string | null; evidence: string[] }

const ALWAYS = '0000-01-01';
const OUTCOME: Record<Exclude<EffectType, 'EXTENDS'>, StatusValue> = {
  DRAFTED: 'DRAFT', PLANNED: 'PLANNED', ENTERS_INTO_FORCE: 'IN_FORCE', AMENDS: 'AMENDED', REPEALS: 'REPEALED', REPLACES: 'REPEALED', IMPLICITLY_REPEALS: 'REPEALED',
  LAPSES: 'DECLARED_LAPSED', TERM_ENDS: 'EXPIRED_BY_TERM', PURPOSE_FULFILLED: 'PURPOSE_FULFILLED',
};
/** On one day a start comes before what changes it, and that before what ends it. */
const TURN: EffectType[] = ['DRAFTED', 'PLANNED', 'ENTERS_INTO_FORCE', 'AMENDS', 'EXTENDS', 'PURPOSE_FULFILLED', 'TERM_ENDS', 'LAPSES', 'IMPLICITLY_REPEALS', 'REPLACES', 'REPEALS'];
const ENDS = new Set<EffectType>(['TERM_ENDS', 'PURPOSE_FULFILLED', 'LAPSES', 'IMPLICITLY_REPEALS', 'REPLACES', 'REPEALS']);
/** A declaration of one of these says that a concluded end was not the end. */
const DECLARES = new Set<EffectType>(['EXTENDS', 'LAPSES', 'IMPLICITLY_REPEALS', 'REPLACES', 'REPEALS']);

export function statusOn(document: DocumentFacts, all: readonly EffectFacts[], asOf: string): Status {
  const effects = all.filter((effect) => effect.withdrawnOn === null);
  const checkedOn = effects.map((effect) => effect.checkedOn).filter((day) => day !== null).sort().at(-1) ?? null;
  const starts = effects.filter(({ type }) => type === 'ENTERS_INTO_FORCE').map(beginsOn).filter((day) => day !== null).sort();
  const assumed = starts.length === 0 && document.held ? document.signedOn : null;
  const start = starts[0] ?? assumed;
  const overruled = effects.some((effect) => isDeclared(effect) && DECLARES.has(effect.type) && (beginsOn(effect) ?? asOf) <= asOf && (beginsOn(effect) ?? '') > (start ?? ALWAYS));
  const decisive = effects
    .filter((effect) => isDeclared(effect) || !ENDS.has(effect.type) || !overruled)
    .map((effect) => ({ effect, day: beginsOn(effect) }))
    .filter((each): each is { effect: EffectFacts; day: string } => each.day !== null && each.day <= asOf)
    .sort((a, b) => (a.day === b.day ? TURN.indexOf(a.effect.type) - TURN.indexOf(b.effect.type) : a.day < b.day ? -1 : 1));

  let status: Status | null = assumed !== null && assumed <= asOf
    ? { value: 'IN_FORCE', basis: 'INFERRED', since: assumed, checkedOn, reason: '文中没有写施行日，按落款日推定', evidence: document.evidence } : null;
  let amended = false;
  for (const { effect } of decisive) {
    if (effect.type === 'ENTERS_INTO_FORCE') amended = false;
    if (effect.type === 'AMENDS') amended = true;
    const value = effect.type === 'EXTENDS' ? (amended ? 'AMENDED' : 'IN_FORCE') : OUTCOME[effect.type];
    status = { value, basis: effect.basis, since: effect.effectiveFrom === null ? null : beginsOn(effect), checkedOn, reason: effect.reason, evidence: effect.evidence };
  }
  if (status) return status;
  if (start !== null && start > asOf) return { value: 'NOT_YET_IN_FORCE', basis: starts.length > 0 ? 'COMPUTED' : 'INFERRED', since: null, checkedOn, reason: `${start}起施行`, evidence: document.evidence };
  return { value: 'UNKNOWN', basis: 'INFERRED', since: null, checkedOn, reason: checkedOn === null ? '没有人核对过它的效力' : '核对过的记录没有说到这一天', evidence: [] };
}

const isDeclared = ({ basis }: EffectFacts): boolean => basis === 'STATED' || basis === 'EXTERNAL';

/** The first day on which an effect counts; null for one that never does by a day. */
function beginsOn(effect: EffectFacts): string | null {
  if (effect.type === 'TERM_ENDS' && effect.effectiveFrom !== null) return dayAfter(effect.effectiveFrom);
  if (effect.effectiveFrom !== null) return effect.effectiveFrom;
  return effect.type === 'PLANNED' || effect.type === 'DRAFTED' ? ALWAYS : effect.checkedOn;
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** Today means the day in Asia/Shanghai. */
export const today = (now = new Date()): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(now);
