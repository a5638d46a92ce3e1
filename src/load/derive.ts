import type { Gazette, RecordOf } from '../records/format';
import { nameKey, taskReference } from '../records/keys';

/**
 * What follows from the records by rule and is therefore not written down in them: where a task lies because of who
 * answers for it, and the duties that reach a unit through its group.
 */
export interface Duty {
  party: string; role: string; scope: string[]; basis: string; reason: string | null; via: string | null;
  /** PLAIN: seen while groups are not expanded; EXPANDED: while they are; BOTH: always. */
  view: 'BOTH' | 'PLAIN' | 'EXPANDED';
  evidence: string[];
}
export interface DerivedPlace { place: string; basis: 'STATED' | 'INFERRED'; reason: string | null; evidence: string[] }

type TaskRecord = RecordOf<'tasks'>;
/** These answer for their own area; a department or a company answers for all places of its task. */
const LOCAL = new Set(['GOVERNMENT', 'ZONE_COMMITTEE']);

export class Derivation {
  private readonly jurisdictions = new Map<string, string>();
  /** Where a place is printed as lying; what we only concluded does not count. */
  private readonly around = new Map<string, string[]>();
  private readonly groups = new Map<string, RecordOf<'groups'>>();

  constructor(gazette: Gazette) {
    for (const unit of gazette.units) if (unit.jurisdiction && LOCAL.has(unit.kind)) this.jurisdictions.set(nameKey(unit.name), unit.jurisdiction);
    for (const place of gazette.places) this.around.set(nameKey(place.name), place.within.filter(({ basis }) => basis === 'STATED').map((within) => within.place));
    for (const group of gazette.groups) this.groups.set(nameKey(group.name), group);
  }

  /** The rows as printed, and one more for every known member of a group, which keeps the group's role and answers for its own area. */
  duties(task: TaskRecord): Duty[] {
    return task.responsibilities.flatMap((row) => {
      const members = this.membersOf(row.party, task);
      const area = this.areaOf(row.party);
      const scope = row.scope.length > 0 ? row.scope : area !== undefined && task.responsibilities.length > 1 ? [area] : [];
      const printed: Duty = { party: row.party, role: row.role, scope, basis: row.basis, reason: row.reason, via: null, view: members.length > 0 ? 'PLAIN' : 'BOTH', evidence: row.evidence };
      return [printed, ...members.map((member): Duty => {
        const own = this.areaOf(member.unit);
        return {
          party: member.unit, role: row.role, scope: own === undefined ? [] : [own], basis: 'INFERRED', reason: `经“${row.party}”：${member.reason ?? '其成员'}`,
          via: row.party, view: 'EXPANDED', evidence: [...new Set([...row.evidence, ...member.evidence])],
        };
      })];
    });
  }

  /**
   * The jurisdiction of every local government or zone committee that answers, unless the row itself names it. STATED when
   * the row names a place that is printed as lying within it, otherwise INFERRED.
   */
  places(task: TaskRecord): DerivedPlace[] {
    const named = task.places.filter((at) => at.relation === 'LOCATED_IN' && at.part === null);
    const found = new Map<string, DerivedPlace>();
    for (const duty of this.duties(task)) {
      const place = this.areaOf(duty.party);
      if (!place || found.has(nameKey(place)) || named.some((at) => nameKey(at.place) === nameKey(place))) continue;
      const inside = named.find((at) => this.liesWithin(at.place, place));
      found.set(nameKey(place), inside
        ? { place, basis: 'STATED', reason: null, evidence: inside.evidence }
        : { place, basis: 'INFERRED', reason: `${duty.party}${duty.via ? `（经“${duty.via}”）` : ''}为责任单位，按其辖区推定`, evidence: duty.evidence });
    }
    return [...found.values()];
  }

  private liesWithin(place: string, area: string, seen = new Set<string>()): boolean {
    if (seen.has(nameKey(place))) return false;
    seen.add(nameKey(place));
    return (this.around.get(nameKey(place)) ?? []).some((around) => nameKey(around) === nameKey(area) || this.liesWithin(around, area, seen));
  }

  private areaOf(party: string): string | undefined {
    return this.jurisdictions.get(nameKey(party));
  }

  private membersOf(party: string, task: TaskRecord): RecordOf<'groups'>['members'] {
    return this.groups.get(nameKey(party))?.members.filter((member) => member.task === null || member.task === taskReference(task)) ?? [];
  }
}
