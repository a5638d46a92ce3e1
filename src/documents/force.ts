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
const TURN: EffectType[] = ['PLANNED', 'DRAFTED', 'ENTERS_INTO_FORCE', 'AMENDS', 'EXTENDS', 'PURPOSE_FULFILLED', 'TERM_ENDS', 'LAPSES', 'IMPLICITLY_REPEALS', 'REPLACES', 'REPEALS'];
const ENDS = new Set<EffectType>(['TERM_ENDS', 'PURPOSE_FULFILLED', 'LAPSES', 'IMPLICITLY_REPEALS', 'REPLACES', 'REPEALS']);
const ENDED = new Set<StatusValue>(['EXPIRED_BY_TERM', 'PURPOSE_FULFILLED', 'DECLARED_LAPSED', 'REPEALED']);
/** These run out or change something; once a document has ended, they have nothing left to do it to. */
const NEEDS_LIFE = new Set<EffectType>(['AMENDS', 'TERM_ENDS', 'PURPOSE_FULFILLED']);

interface Turn { effect: EffectFacts; day: string }

export function statusOn(document: DocumentFacts, all: readonly EffectFacts[], asOf: string): Status {
  const effects = all.filter((effect) => effect.withdrawnOn === null);
  const checkedOn = effects.map((effect) => effect.checkedOn).filter((day) => day !== null).sort().at(-1) ?? null;
  const timeline = inOrder([...effects, ...assumedStart(document, effects)]);
  const overruled = overruledEnds(timeline.filter(({ day }) => day <= asOf));

  let status = null as Status | null;
  let amended = false;
  for (const { effect, day } of timeline) {
    const ended = status !== null && ENDED.has(status.value);
    if (day > asOf || overruled.has(effect)) continue;
    if (ended && (NEEDS_LIFE.has(effect.type) || (effect.type === 'ENTERS_INTO_FORCE' && effect.effectiveFrom === null))) continue;
    if ((effect.type === 'PLANNED' || effect.type === 'DRAFTED') && status !== null && status.value !== 'PLANNED') continue;
    if (effect.type === 'ENTERS_INTO_FORCE') amended = false;
    if (effect.type === 'AMENDS') amended = true;
    const value: StatusValue = effect.type === 'EXTENDS' ? (amended ? 'AMENDED' : 'IN_FORCE') : OUTCOME[effect.type];
    // An extension of what still holds begins nothing.
    const since: string | null = effect.type === 'EXTENDS' && status?.value === value ? status.since : effect.effectiveFrom === null ? null : day;
    status = { value, basis: effect.basis, since, checkedOn, reason: effect.reason, evidence: effect.evidence };
  }
  if (status) return status;
  const start = timeline.find(({ effect }) => effect.type === 'ENTERS_INTO_FORCE' && effect.effectiveFrom !== null);
  if (start) return { value: 'NOT_YET_IN_FORCE', basis: 'COMPUTED', since: null, checkedOn, reason: `${start.day}起施行`, evidence: start.effect.evidence };
  return { value: 'UNKNOWN', basis: 'INFERRED', since: null, checkedOn, reason: checkedOn === null ? '没有人核对过它的效力' : '核对过的记录没有说到这一天', evidence: [] };
}

/** A held document that prints no start holds, by inference, from the day it was signed. */
function assumedStart({ held, signedOn, evidence }: DocumentFacts, effects: readonly EffectFacts[]): EffectFacts[] {
  if (!held || signedOn === null || effects.some((effect) => effect.type === 'ENTERS_INTO_FORCE' && effect.effectiveFrom !== null)) return [];
  return [{ type: 'ENTERS_INTO_FORCE', effectiveFrom: signedOn, basis: 'INFERRED', checkedOn: null, reason: '文中没有写施行日，按落款日推定', evidence, withdrawnOn: null }];
}

const inOrder = (effects: readonly EffectFacts[]): Turn[] => effects
  .map((effect) => ({ effect, day: beginsOn(effect) }))
  .filter((turn): turn is Turn => turn.day !== null)
  .sort((a, b) => (a.day === b.day ? TURN.indexOf(a.effect.type) - TURN.indexOf(b.effect.type) : a.day < b.day ? -1 : 1));

/**
 * An end that we computed or concluded yields to a declaration that it goes on, if that came after the start which the end
 * belongs to. Each declaration overrules one end, the earliest that is left: a later one may be the term it grants anew.
 */
function overruledEnds(timeline: readonly Turn[]): Set<EffectFacts> {
  const overruled = new Set<EffectFacts>();
  const starts = timeline.filter(({ effect }) => effect.type === 'ENTERS_INTO_FORCE').map(({ day }) => day);
  for (const { day } of timeline.filter(({ effect }) => effect.type === 'EXTENDS' && isDeclared(effect))) {
    const end = timeline.find(({ effect, day: ends }) => ENDS.has(effect.type) && !isDeclared(effect) && !overruled.has(effect) && (starts.filter((start) => start <= ends).at(-1) ?? ALWAYS) < day);
    if (end) overruled.add(end.effect);
  }
  return overruled;
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
