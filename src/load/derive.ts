import type { Gazette, TaskRecord } from '../records/format';

/**
 * What follows from the records by rule and is therefore not written down in them: where a task lies because of who
 * answers for it, and the duties that reach a unit through its group.
 */
export interface Duty { party: string; role: string; scope: string[]; basis: string; reason: string | null; via: string | null; view: 'BOTH' | 'PLAIN' | 'EXPANDED'; evidence: string[] }
export interface InferredPlace { place: string; reason: string; evidence: string[] }

const LOCAL = new Set(['GOVERNMENT', 'ZONE_COMMITTEE']);

export class Derivation {
  private readonly jurisdiction = new Map<string, string>();
  private readonly around = new Map<string, string[]>();

  constructor(private readonly gazette: Gazette) {
    for (const unit of gazette.units) if (unit.jurisdiction && LOCAL.has(unit.kind)) this.jurisdiction.set(unit.name, unit.jurisdiction);
    for (const place of gazette.places) this.around.set(place.name, place.within.map((within) => within.place));
  }

  /** The rows as printed, and one more for every known member of a group. A member answers for its own area. */
  duties(task: TaskRecord): Duty[] {
    return task.responsibilities.flatMap((row) => {
      const members = this.membersOf(row.party, `${task.kind} ${task.number}`);
      const area = this.jurisdiction.get(row.party);
      const scope = row.scope.length > 0 ? row.scope : area !== undefined && task.responsibilities.length > 1 ? [area] : [];
      const printed: Duty = { party: row.party, role: row.role, scope, basis: row.basis, reason: row.reason, via: null, view: members.length > 0 ? 'PLAIN' : 'BOTH', evidence: row.evidence };
      return [printed, ...members.map((member): Duty => {
        const own = this.jurisdiction.get(member.unit);
        return { party: member.unit, role: row.role, scope: own === undefined ? [] : [own], basis: 'INFERRED', reason: `经“${row.party}”：${member.reason ?? ''}`, via: row.party, view: 'EXPANDED', evidence: row.evidence };
      })];
    });
  }

  /** The jurisdiction of every local government or zone committee that answers, unless a stated place already says so. */
  places(task: TaskRecord): InferredPlace[] {
    const stated = task.places.filter((at) => at.relation === 'LOCATED_IN' && at.part === null).map((at) => at.place);
    const found = new Map<string, InferredPlace>();
    for (const duty of this.duties(task)) {
      const place = this.jurisdiction.get(duty.party);
      if (!place || found.has(place) || stated.includes(place)) continue;
      found.set(place, { place, reason: `${duty.party}${duty.via ? `（经“${duty.via}”）` : ''}为责任单位，按其辖区推定`, evidence: duty.evidence });
    }
    return [...found.values()];
  }

  private membersOf(party: string, task: string) {
    return this.gazette.groups.find((group) => group.name === party)?.members.filter((member) => member.task === null || member.task === task) ?? [];
  }
}
