import type { RecordInput } from '../../src/records/format';
import { ACTIVITIES, placeSyllables, POSTS, WORKS } from './names';
import { at, Random } from './random';
import { City, dateOf, type DocumentDef, ISSUES_OF_A_CITY, type PlaceDef, type UnitDef } from './world';

/** Rows of the four tables, and duties of clauses: about as many as the real gazette has. */
const TASKS = { BLOCK: 12, TRANSPORT: 24, REMEDIATION: 42, PRIORITY: 36, PROVISION_DUTY: 40 } as const;
const PROVISIONS_OF_A_DOCUMENT = 22;
const CITATIONS = 100;
const APPOINTMENTS = 90;
const EVENTS = 70;
const DOUBTS = 100;
const OFFICIALS = 160;

type Item<L extends keyof RecordInput> = Extract<RecordInput[L], readonly object[]>[number];
type Task = Item<'tasks'>;

const cities = new Map<number, City>();
function cityOf(index: number): City {
  const city = cities.get(index) ?? new City(index);
  cities.set(index, city);
  return city;
}

/** The n-th synthetic gazette: its folder and its record files by name. */
export function makeGazette(index: number, seed: number): { key: string; files: Record<string, RecordInput> } {
  return new Issue(cityOf(Math.floor(index / ISSUES_OF_A_CITY)), index % ISSUES_OF_A_CITY, seed).make();
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

class Issue {
  private readonly random: Random;
  private readonly year: number;
  private readonly month: number;
  private readonly printed: ReturnType<City['printed']>;
  private readonly places = new Map<string, Item<'places'>>();
  private readonly units = new Map<string, Item<'units'>>();
  private readonly groups = new Map<string, Item<'groups'>>();
  private readonly people = new Map<string, Item<'people'>>();
  private readonly documents = new Map<string, Item<'documents'>>();
  private readonly tasks: Task[] = [];
  private readonly provisions: { document: string; path: string }[] = [];
  private line = 1;
  private column = 0;

  constructor(private readonly city: City, private readonly issue: number, seed: number) {
    this.random = new Random(seed, city.index, issue);
    ({ year: this.year, month: this.month } = dateOf(issue));
    this.printed = city.printed(issue);
  }

  make(): { key: string; files: Record<string, RecordInput> } {
    const { city, year, month } = this;
    for (const place of city.places) this.place(place);
    const issue: RecordInput['issue'] = {
      name: `${city.government}公报${year}年第${month}期`, year, number: month, serial: this.issue + 1, publishedOn: this.day(28),
      publisher: this.unit(city.government), compiler: this.unit(city.office), evidence: [this.printNext(`${city.government}公报`)],
    };
    this.heldDocuments();
    this.clauseDuties();
    this.tables();
    const citations = this.citations();
    const personnelChanges = this.personnel();
    const memberships = this.memberships();
    const events = this.events();
    const effects = this.effects();
    const discrepancies = this.doubts();
    return {
      key: `synthetic-${pad(city.index, 4)}-${year}-${pad(month, 2)}`,
      files: {
        'documents.yaml': { documents: [...this.documents.values()], citations, effects },
        'events.yaml': { events, discrepancies },
        'issue.yaml': { issue },
        'names.yaml': { places: [...this.places.values()], units: [...this.units.values()], groups: [...this.groups.values()], people: [...this.people.values()] },
        'personnel.yaml': { personnelChanges, memberships },
        'tasks.yaml': { tasks: this.tasks },
      },
    };
  }

  /** Evidence as if these words came next in the row that is being printed. */
  private print(words: string): string {
    const characters = Array.from(words).slice(0, 110);
    const [start, end] = [this.column, this.column + characters.length];
    this.column = end + 1;
    return `${this.line}:${start}-${end} ${characters.join('')}`;
  }

  /** … and begins a row of its own. */
  private printNext(words: string): string {
    this.line += 1;
    this.column = 0;
    return this.print(words);
  }

  private day(day: number, year = this.year, month = this.month): string {
    return `${year}-${pad(month, 2)}-${pad(day, 2)}`;
  }

  /** Recorded when it is first named; what the second and third mention print adds to its evidence. */
  private mention<T extends { evidence?: string[] }>(known: Map<string, T>, name: string, make: () => T): string {
    const record = known.get(name);
    if (!record) known.set(name, { ...make(), evidence: [this.print(name)] });
    else if ((record.evidence?.length ?? 0) < 3 && this.random.chance(0.2)) record.evidence?.push(this.print(name));
    return name;
  }

  private place({ within, short, ...place }: PlaceDef): string {
    return this.mention(this.places, place.name, () => ({
      ...place, within: within.map((around) => ({ place: around, evidence: [this.print(place.name)] })),
      ...(short ? { aliases: [{ name: short, kind: 'SHORT_FORM' as const, evidence: [this.print(short)] }] } : {}),
    }));
  }

  private unit(name: string): string {
    const unit = this.city.units.find((each) => each.name === name);
    if (!unit) throw new Error(`${this.city.name} has no unit ${name}`);
    return this.unitOf(unit);
  }

  private unitOf({ short, parent, jurisdiction, ...unit }: UnitDef): string {
    if (parent) this.unit(parent);
    return this.mention(this.units, unit.name, () => ({
      ...unit, ...(parent ? { parent } : {}), ...(jurisdiction ? { jurisdiction } : {}),
      ...(short && this.random.chance(0.3) ? { aliases: [{ name: short, kind: 'SHORT_FORM' as const, evidence: [this.print(short)] }] } : {}),
    }));
  }

  private anyUnit(): string {
    return this.unitOf(this.random.pickZipf(this.city.units, 0.9));
  }

  private group(name: string, members: string[] = []): string {
    return this.mention(this.groups, name, () => ({
      name, members: members.map((unit) => ({ unit: this.unit(unit), basis: 'INFERRED' as const, reason: '文中未列成员，按其辖区推定', evidence: [this.print(name)] })),
    }));
  }

  private party(): string {
    if (this.random.chance(0.03)) return this.group(`“一核六园”所在地政府（${this.city.name}）`, this.city.governments.slice(0, 6));
    return this.random.chance(0.05) ? this.group('市各有关单位') : this.anyUnit();
  }

  /** Those who are in office stand in many issues; who is named once, in one. */
  private person(): string {
    const index = this.random.chance(0.6) ? this.random.zipf(OFFICIALS, 0.5) : OFFICIALS + this.issue * 140 + this.random.between(0, 139);
    const name = this.city.person(index);
    return this.mention(this.people, name, (): Item<'people'> => ({ name }));
  }

  /** Roads and sites of the city: some stand in every issue, most in few. */
  private road(): string {
    return this.place(this.random.pickZipf(this.city.roads, 0.7));
  }

  private document({ issuer, ...document }: DocumentDef, held = false): string {
    return this.mention(this.documents, document.name, () => ({ ...document, held, ...(issuer && this.units.has(issuer) ? { issuers: [issuer] } : {}) }));
  }

  private heldDocuments(): void {
    const { plans, notices, interpretation } = this.printed;
    for (const document of [...plans, ...notices]) {
      this.line += 1;
      this.column = 0;
      const record: Item<'documents'> = {
        name: document.name, kind: document.kind, held: true, docNumber: document.docNumber, issuers: [this.unit(document.issuer ?? this.city.government)],
        addressees: this.random.several(4, () => this.random.pick(this.city.governments)).map((name) => this.unit(name)), signedOn: this.day(this.random.between(2, 20)),
        evidence: [this.print(document.name), this.print(document.docNumber ?? '')], provisions: this.clauses(document.name),
      };
      this.documents.set(document.name, record);
    }
    const others: [name: string, kind: Item<'documents'>['kind']][] = [[interpretation, 'INTERPRETATION'], [this.personnelList, 'PERSONNEL_NOTICE'], [this.chronicle, 'OTHER'], ...[0, 1, 2, 3, 4].map((each): [string, 'NEWS_BRIEF'] => [this.brief(each), 'NEWS_BRIEF'])];
    for (const [name, kind] of others) this.documents.set(name, { name, kind, held: true, issuers: [this.unit(this.city.government)], evidence: [this.printNext(name)] });
  }

  private get personnelList(): string {
    return `${this.city.name}${this.year}年${this.month}月人事任免`;
  }

  private get chronicle(): string {
    return `${this.city.name}${this.year}年${this.month}月政府记事`;
  }

  private brief(each: number): string {
    return `${this.city.name}${this.year}年${this.month}月第${each + 1}次政务简讯`;
  }

  private clauses(document: string): NonNullable<Item<'documents'>['provisions']> {
    return Array.from({ length: PROVISIONS_OF_A_DOCUMENT }, (_, index) => {
      const path = index % 4 === 0 ? at(['一', '二', '三', '四', '五', '六'], index / 4) : `${at(['一', '二', '三', '四', '五', '六'], Math.floor(index / 4))}.${index % 4}`;
      this.provisions.push({ document, path });
      const work = this.random.pick(WORKS);
      const summary = `第${index + 1}条：推进${work}，由${this.random.pick(this.city.districts).name}等地按职责落实，${this.random.between(20, 95)}%以上的项目在${this.year + 1}年底前见效。`;
      return { path, heading: work, summary, evidence: [this.printNext(summary)], targets: this.random.chance(0.6) ? [this.goal(work)] : [] };
    });
  }

  private goal(work: string): NonNullable<Task['targets']>[number] {
    const value = this.random.between(2, 200);
    const text = `完成${work}${value}处以上`;
    return { text, indicator: work, value, comparator: 'GTE', measure: '处', perYear: this.random.chance(0.1), evidence: [this.print(text)], ...(this.random.chance(0.3) ? { due: this.day(31, this.year + this.random.between(0, 3), 12) } : {}) };
  }

  private tables(): void {
    const [first, second] = [at(this.printed.plans, 0).name, at(this.printed.plans, 1).name];
    for (const kind of ['BLOCK', 'TRANSPORT', 'REMEDIATION', 'PRIORITY'] as const) {
      for (let number = 1; number <= TASKS[kind]; number += 1) {
        this.line += 1;
        this.column = 0;
        const where = kind === 'BLOCK' ? this.block(number) : this.road();
        const work = kind === 'BLOCK' ? '重点区块建设' : this.random.pickZipf(WORKS, 0.6);
        this.task({ kind, number, name: `${where}${work}`, work, document: this.random.chance(0.6) ? first : second, where });
      }
    }
  }

  private block(number: number): string {
    const name = `拟${placeSyllables((this.city.index * ISSUES_OF_A_CITY + this.issue) * 20 + number)}区块`;
    this.place({ name, kind: 'BLOCK', within: [this.random.pick(this.city.districts).name] });
    const record = this.places.get(name);
    if (record) record.boundaries = (['EAST', 'SOUTH', 'WEST', 'NORTH'] as const).map((side) => {
      const road = this.road();
      return { side, text: road, place: road, evidence: [this.print(road)] };
    });
    return name;
  }

  private clauseDuties(): void {
    for (let each = 0; each < TASKS.PROVISION_DUTY; each += 1) {
      const { document, path } = at(this.provisions, (each * 11 + 3) % this.provisions.length);
      this.line += 1;
      this.column = 0;
      const [party, work] = [this.anyUnit(), this.random.pick(WORKS)];
      this.task({ kind: 'PROVISION_DUTY', name: `${party}：按第${path}条落实${work}（${each + 1}）`, work, document, provision: path, party });
    }
  }

  private task({ kind, number, name, work, document, provision, where, party }: { kind: Task['kind']; number?: number; name: string; work: string; document: string; provision?: string; where?: string; party?: string }): void {
    const { random } = this;
    const evidence = [this.print(name)];
    const parties = party ? [party] : random.several(1 + random.zipf(7, 0.8), () => this.party());
    const starred = parties.length > 1 && random.chance(0.7);
    const role = (index: number): 'LEAD' | 'SOLE' | 'JOINT' | 'SUPPORT' => (parties.length === 1 ? 'SOLE' : !starred ? 'JOINT' : index === 0 ? 'LEAD' : 'SUPPORT');
    const [year, month] = [this.year + random.between(0, 3), random.between(1, 12)];
    const yuan = random.between(1, 400) * 10_000_000;
    const parts = random.chance(0.1) ? [1, 2, 3].map((part) => ({ number: part, name: `${name}第${part}段`, lengthKm: random.between(1, 90) / 10, evidence: [this.print(`第${part}段`)] })) : [];
    this.tasks.push({
      kind, number: number ?? null, name, document, provision: provision ?? null, evidence, parts, summary: `${name}：${year}年底前完成${work}，投资${yuan / 100_000_000}亿元，长约${random.between(1, 90) / 10}公里。`,
      lengthKm: kind === 'TRANSPORT' ? random.between(5, 300) / 10 : null,
      investment: random.chance(0.5) ? { raw: String(yuan / 100_000_000), yuan, approximate: random.chance(0.2) } : null,
      responsibilities: parties.map((each, index) => ({ party: each, role: role(index), evidence: [this.print(`${starred && index === 0 ? '*' : ''}${each}`)] })),
      milestones: random.chance(0.9) ? [{
        raw: `${year}年${month}月底前完成`, edtf: `../${year}-${pad(month, 2)}`, latest: this.day(28, year, month), phase: random.pickZipf(['COMPLETE', 'TARGET', 'START', 'ONGOING', 'FIRST_RESULT'] as const),
        modality: random.pickZipf(['FIRM', 'ASPIRATIONAL', 'SYNCHRONOUS'] as const, 2), part: parts.length > 0 ? 1 : null, evidence: [this.print(`${year}年${month}月底前完成`)],
      }] : [],
      places: where ? [
        { place: where, relation: 'LOCATED_IN', evidence: [this.print(where)] }, ...(random.chance(0.25) ? [{ place: this.city.name, relation: 'SERVES' as const, evidence: [this.print(this.city.short)] }] : []),
        ...(kind === 'TRANSPORT' ? random.several(2, () => this.road()).map((place, index) => ({ place, relation: index === 0 ? 'FROM' as const : 'TO' as const, evidence: [this.print(place)] })) : []),
      ] : [],
      targets: Array.from({ length: random.zipf(4, 0.5) }, () => this.goal(work)),
    });
  }

  private citations(): Item<'citations'>[] {
    const { random } = this;
    const citable = this.city.citable(this.issue);
    const roles = ['LEGAL_BASIS', 'REFERENCE', 'CONFORMS_TO', 'IMPLEMENTS', 'BY_ANALOGY'] as const;
    const interprets: Item<'citations'> = { citing: this.printed.interpretation, cited: at(this.printed.notices, 0).name, role: 'INTERPRETS', trigger: '解读', evidence: [this.printNext(this.printed.interpretation)] };
    return [interprets, ...Array.from({ length: CITATIONS }, (): Item<'citations'> => {
      this.line += 1;
      this.column = 0;
      const { document, path } = random.pick(this.provisions);
      const definition = random.pickZipf(citable, 1);
      const cited = this.document(definition);
      const task = random.chance(0.1) ? random.pick(this.tasks) : undefined;
      return {
        citing: document, provision: path, cited, role: random.pickZipf(roles), trigger: '根据', quotedTitle: cited, evidence: [this.print(`根据《${cited}》`)],
        ...(definition.docNumber ? { quotedNumber: definition.docNumber } : {}), ...(task ? { task: task.number ? `${task.kind} ${task.number}` : task.name } : {}),
      };
    })];
  }

  private personnel(): Item<'personnelChanges'>[] {
    return (['APPOINTED', 'REMOVED'] as const).flatMap((type) => Array.from({ length: APPOINTMENTS }, (_, index): Item<'personnelChanges'> => {
      this.line += 1;
      this.column = 0;
      const [person, unit, post] = [this.person(), this.anyUnit(), this.random.pickZipf(POSTS, 0.8)];
      const words = type === 'APPOINTED' ? `${person}任${unit}${post}` : `免去${person}的${unit}${post}职务`;
      return { type, person, unit, post, sentence: index + 1, document: this.personnelList, probation: type === 'APPOINTED' && this.random.chance(0.15), evidence: [this.print(words)] };
    }));
  }

  private memberships(): Item<'memberships'>[] {
    return [0, 1].flatMap((each) => {
      const name = `${this.city.name}${this.year}年${this.month}月${at(['重点项目建设', '文明城市创建'], each)}工作领导小组`;
      this.line += 1;
      this.column = 0;
      const body = this.unitOf({ name, kind: 'LEADING_GROUP', parent: this.city.government });
      return this.random.several(25, () => this.person()).map((person, index): Item<'memberships'> => {
        const post = { unit: this.anyUnit(), title: this.random.pickZipf(POSTS) };
        return { body, role: index === 0 ? '组长' : index < 4 ? '副组长' : '成员', person, posts: [post], evidence: [this.printNext(`${person}（${post.unit}${post.title}）`)] };
      });
    });
  }

  private events(): Item<'events'>[] {
    const { random } = this;
    return Array.from({ length: EVENTS }, (_, index): Item<'events'> => {
      this.line += 1;
      this.column = 0;
      const told = index < 5;
      const [where, activity] = [random.chance(0.5) ? this.road() : this.place(random.pick(this.city.districts)), random.pick(ACTIVITIES)];
      const summary = `在${where}举行${random.pickZipf(WORKS, 0.6)}${activity}。`;
      return {
        key: told ? `BRIEF ${index + 1}` : `CHRONICLE ${index - 4}`, kind: told ? 'NEWS' : 'CHRONICLE', on: this.day(1 + (index % 28)), summary, activities: [activity], places: [where], evidence: [this.print(summary)],
        document: told ? this.brief(index) : this.chronicle, sameAs: told ? [`CHRONICLE ${index + 1}`] : [],
        participations: random.several(1 + random.zipf(4), () => this.person()).map((person) => ({ person, posts: [{ unit: this.anyUnit(), title: random.pickZipf(POSTS) }], role: random.pick(['主持', '出席', '讲话']), evidence: [this.print(person)] })),
      };
    });
  }

  /** Notices enter into force and end with their term; now and then one repeals an earlier document of the city. */
  private effects(): Item<'effects'>[] {
    const earlier = this.issue > 0 ? this.city.printed(this.random.between(0, this.issue - 1)).notices : [];
    return [...this.printed.notices.flatMap(({ name }, index): Item<'effects'>[] => {
      const start = this.day(22 + index);
      return [
        { type: 'ENTERS_INTO_FORCE', affected: name, effectiveFrom: start, evidence: [this.printNext(`本通知自${start}起施行`)] },
        { type: 'TERM_ENDS', affected: name, effectiveFrom: this.day(22 + index, this.year + 2), condition: '有效期两年', basis: 'COMPUTED', reason: '自施行之日起满两年', evidence: [this.print('有效期两年')] },
      ];
    }), ...earlier.slice(0, 1).map((document): Item<'effects'> => ({ type: 'REPEALS', affected: this.document(document), affecting: at(this.printed.notices, 0).name, effectiveFrom: this.day(22), evidence: [this.printNext(`《${document.name}》同时废止`)] }))];
  }

  private doubts(): Item<'discrepancies'>[] {
    const { random } = this;
    return Array.from({ length: DOUBTS }, (_, index): Item<'discrepancies'> => {
      const task = random.pick(this.tasks);
      const about = [`Task:${task.number ? `${task.kind} ${task.number}` : task.name}`, ...(random.chance(0.4) ? [`Place:${random.pick([...this.places.keys()])}`] : []), ...(random.chance(0.2) ? [`Unit:${random.pick([...this.units.keys()])}`] : [])];
      return { kind: random.pickZipf(['SUSPECTED_MISPRINT', 'CONTRADICTION', 'MISSING_TEXT', 'DOUBTFUL_IDENTITY'] as const), note: `第${index + 1}处疑点：所印与他处不合，照印。`, about, evidence: [this.printNext(task.name)] };
    });
  }
}
