import { type DocumentFacts, type EffectFacts, statusOn, today } from '../../src/documents/force';

const held: DocumentFacts = { held: true, signedOn: '2020-01-08', evidence: ['x 1:0-1 某'] };
const cited: DocumentFacts = { held: false, signedOn: null, evidence: [] };
const effect = (type: EffectFacts['type'], effectiveFrom: string | null, more: Partial<EffectFacts> = {}): EffectFacts =>
  ({ type, effectiveFrom, basis: 'EXTERNAL', checkedOn: '2026-11-23', reason: null, evidence: [], withdrawnOn: null, ...more });
const on = (document: DocumentFacts, effects: EffectFacts[], ...days: string[]): string[] => days.map((day) => statusOn(document, effects, day).value);

test('nobody checked: UNKNOWN, never in force; a held document holds from the day it was signed, by inference', () => {
  expect(on(cited, [], '2020-01-01')).toEqual(['UNKNOWN']);
  expect(on(held, [], '2020-01-07', '2020-01-08', '2030-01-01')).toEqual(['NOT_YET_IN_FORCE', 'IN_FORCE', 'IN_FORCE']);
  expect(statusOn(held, [], '2020-01-08')).toMatchObject({ basis: 'INFERRED', since: '2020-01-08', checkedOn: null });
  expect(on({ ...held, signedOn: null }, [], '2030-01-01')).toEqual(['UNKNOWN']);
});

test('统计法: revised, in force anew, amended again', () => {
  const effects = [effect('AMENDS', '2024-09-13'), effect('ENTERS_INTO_FORCE', '1983-12-08'), effect('AMENDS', '1996-05-15'), effect('ENTERS_INTO_FORCE', '2010-01-01')];
  expect(on(cited, effects, '1983-12-07', '1990-01-01', '1996-05-15', '2009-12-31', '2010-01-01', '2024-09-12', '2024-09-13')).toEqual(['NOT_YET_IN_FORCE', 'IN_FORCE', 'AMENDED', 'AMENDED', 'IN_FORCE', 'IN_FORCE', 'AMENDED']);
  expect(statusOn(cited, effects, '2024-09-13')).toMatchObject({ since: '2024-09-13', checkedOn: '2026-11-23', basis: 'EXTERNAL' });
});

describe('a trial term', () => {
  const start = effect('ENTERS_INTO_FORCE', '2020-01-08', { basis: 'STATED' });
  const end = effect('TERM_ENDS', '2022-01-07', { basis: 'COMPUTED' });
  test('its last day is still in force; the start does not overrule the end', () => {
    expect(on(held, [start, end], '2020-01-07', '2020-01-08', '2022-01-07', '2022-01-08')).toEqual(['NOT_YET_IN_FORCE', 'IN_FORCE', 'IN_FORCE', 'EXPIRED_BY_TERM']);
    expect(statusOn(held, [start, end], '2022-01-08')).toMatchObject({ since: '2022-01-08', basis: 'COMPUTED' });
  });
  test('a computed end yields to a declared extension or repeal, also to one that came before it', () => {
    expect(on(held, [start, end, effect('EXTENDS', '2021-12-01')], '2022-01-08', '2025-01-01')).toEqual(['IN_FORCE', 'IN_FORCE']);
    expect(on(held, [start, end, effect('EXTENDS', '2022-03-01')], '2022-01-08', '2022-03-01')).toEqual(['EXPIRED_BY_TERM', 'IN_FORCE']);
    expect(on(held, [start, end, effect('REPEALS', '2021-06-01')], '2021-05-31', '2021-06-01', '2022-01-08')).toEqual(['IN_FORCE', 'REPEALED', 'REPEALED']);
    expect(on(held, [start, end, effect('AMENDS', '2021-06-01')], '2021-06-01', '2022-01-08')).toEqual(['AMENDED', 'EXPIRED_BY_TERM']);
  });
  test('a stated end does not yield to an earlier extension', () => {
    expect(on(held, [start, effect('EXTENDS', '2021-12-01'), effect('TERM_ENDS', '2024-12-31', { basis: 'STATED' })], '2024-12-31', '2025-01-01')).toEqual(['IN_FORCE', 'EXPIRED_BY_TERM']);
  });
  test('a withdrawn record counts no more', () => {
    expect(on(held, [start, { ...end, withdrawnOn: '2026-12-01' }], '2022-01-08')).toEqual(['IN_FORCE']);
  });
});

test('an effect without a date counts from the day it was checked; before that the dated ones decide', () => {
  const done = effect('PURPOSE_FULFILLED', null, { basis: 'INFERRED' });
  expect(on(held, [done], '2021-01-01', '2026-11-22', '2026-11-23')).toEqual(['IN_FORCE', 'IN_FORCE', 'PURPOSE_FULFILLED']);
  expect(statusOn(held, [done], '2026-11-23').since).toBeNull();
  expect(on(cited, [done], '2021-01-01', '2026-11-23')).toEqual(['UNKNOWN', 'PURPOSE_FULFILLED']);
});

test('what is planned or drafted stays so until an effect says more', () => {
  expect(on(cited, [effect('PLANNED', null)], '1999-01-01', '2030-01-01')).toEqual(['PLANNED', 'PLANNED']);
  expect(on(cited, [effect('DRAFTED', null), effect('ENTERS_INTO_FORCE', '2021-01-01')], '2020-12-31', '2021-01-01')).toEqual(['DRAFT', 'IN_FORCE']);
});

test.each([['REPEALS', 'REPEALED'], ['REPLACES', 'REPEALED'], ['IMPLICITLY_REPEALS', 'REPEALED'], ['LAPSES', 'DECLARED_LAPSED'], ['AMENDS', 'AMENDED']] as const)('%s makes %s', (type, value) => {
  expect(on(held, [effect(type, '2021-01-01')], '2020-12-31', '2021-01-01')).toEqual(['IN_FORCE', value]);
});

test('a start without a day decides nothing before it was checked', () => {
  const start = effect('ENTERS_INTO_FORCE', null);
  expect(on(held, [start], '2020-02-01', '2026-11-23')).toEqual(['IN_FORCE', 'IN_FORCE']);
  expect(on(cited, [start], '2020-02-01', '2026-11-23')).toEqual(['UNKNOWN', 'IN_FORCE']);
});

test('a declaration of an earlier life does not save a later one', () => {
  const lives = [effect('ENTERS_INTO_FORCE', '1983-01-01'), effect('EXTENDS', '1994-01-01'), effect('REPEALS', '1995-01-01'), effect('ENTERS_INTO_FORCE', '2010-01-01'), effect('TERM_ENDS', '2012-01-01', { basis: 'COMPUTED' })];
  expect(on(cited, lives, '1994-06-01', '1995-01-01', '2010-01-01', '2012-01-01', '2012-01-02', '2030-01-01')).toEqual(['IN_FORCE', 'REPEALED', 'IN_FORCE', 'IN_FORCE', 'EXPIRED_BY_TERM', 'EXPIRED_BY_TERM']);
});

test('what was planned, and is then printed and signed, holds', () => {
  expect(on(held, [effect('PLANNED', null), effect('DRAFTED', null)], '2020-01-07', '2020-01-08')).toEqual(['DRAFT', 'IN_FORCE']);
});

test('what has ended is not amended, does not expire, and is not revived by a start without a day', () => {
  const repealed = effect('REPEALS', '2021-01-01');
  expect(on(held, [repealed, effect('AMENDS', null)], '2026-11-23')).toEqual(['REPEALED']);
  expect(on(held, [repealed, effect('TERM_ENDS', '2022-12-31', { basis: 'STATED' })], '2023-01-01')).toEqual(['REPEALED']);
  expect(on(held, [repealed, effect('ENTERS_INTO_FORCE', null)], '2026-11-23')).toEqual(['REPEALED']);
  expect(on(held, [repealed, effect('ENTERS_INTO_FORCE', '2024-01-01')], '2024-01-01')).toEqual(['IN_FORCE']);
});

test('an extension overrules the end it extends, and the term that it grants ends in turn', () => {
  const start = effect('ENTERS_INTO_FORCE', '2020-01-08');
  const ends = ['2022-01-07', '2024-01-07'].map((day) => effect('TERM_ENDS', day, { basis: 'COMPUTED' }));
  expect(on(held, [start, ...ends, effect('EXTENDS', '2021-12-01')], '2022-01-08', '2024-01-07', '2024-01-08')).toEqual(['IN_FORCE', 'IN_FORCE', 'EXPIRED_BY_TERM']);
  expect(statusOn(held, [start, ...ends, effect('EXTENDS', '2021-12-01')], '2023-01-01').since).toBe('2020-01-08');
});

test('today is the day in Shanghai', () => {
  expect([today(new Date('2026-11-23T15:59:59Z')), today(new Date('2026-11-23T16:00:00Z'))]).toEqual(['2026-11-23', '2026-11-24']);
});
