import { COMPANIES, DEPARTMENTS, DISTRICT_BUREAUS, personName, placeSyllables, subject, SUBJECTS } from './names';
import { at } from './random';

/** What several gazettes speak of: the nation's laws, a province's units, a city's places. Counted, not drawn: the n-th gazette is the same however many there are. */
export const ISSUES_OF_A_CITY = 12;
const CITIES_OF_A_PROVINCE = 11;
const DISTRICTS = 8;
const ROADS = 400;
const PEOPLE = 2_000;

export interface PlaceDef { name: string; kind: 'PROVINCE' | 'CITY' | 'DISTRICT' | 'ZONE' | 'ROAD' | 'SITE' | 'BLOCK'; adminCode?: string; within: string[]; short?: string }
export interface UnitDef { name: string; kind: 'GOVERNMENT' | 'DEPARTMENT' | 'ZONE_COMMITTEE' | 'STATE_COMPANY' | 'CENTRAL_AGENCY' | 'LEADING_GROUP'; jurisdiction?: string; parent?: string; short?: string }
export interface DocumentDef { name: string; kind: 'LAW' | 'REGULATION' | 'NORMATIVE_DOCUMENT' | 'PLAN'; docNumber?: string; issuer?: string }

const range = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

export const LAWS: DocumentDef[] = range(60, (index) => ({ name: `中华人民共和国拟${subject(index)}法`, kind: 'LAW' }));
export const REGULATIONS: DocumentDef[] = range(90, (index) => ({ name: `拟${subject(index + 100)}条例`, kind: 'REGULATION' }));
/** In the order in which they are cited: the first by very many documents, the last by hardly one. */
const NATIONAL: DocumentDef[] = range(150, (index) => (index % 5 < 2 ? at(LAWS, Math.floor(index / 5) * 2 + (index % 5)) : at(REGULATIONS, Math.floor(index / 5) * 3 + (index % 5) - 2)));
const MINISTRIES: UnitDef[] = range(12, (index) => ({ name: `国家拟${subject(index + 200)}总局`, kind: 'CENTRAL_AGENCY' }));

export class Province {
  readonly name: string;
  readonly government: UnitDef;
  readonly units: UnitDef[];
  readonly documents: DocumentDef[];

  constructor(index: number) {
    this.name = `拟${placeSyllables(index)}省`;
    const government = `${this.name}人民政府`;
    this.government = { name: government, kind: 'GOVERNMENT', jurisdiction: this.name };
    this.units = [this.government, ...range(20, (each): UnitDef => ({ name: `${this.name}${at(DEPARTMENTS, each)[0].replace(/局$/, '厅')}`, kind: 'DEPARTMENT', parent: government })), ...MINISTRIES];
    this.documents = range(80, (each) => ({ name: `${government}关于加强${subject(each * 3 + index)}的意见`, kind: 'NORMATIVE_DOCUMENT', docNumber: `${this.name.slice(0, -1)}政发〔${2008 + (each % 8)}〕${each + 1}号`, issuer: government }));
  }
}

export class City {
  readonly name: string;
  readonly short: string;
  readonly province: Province;
  readonly places: PlaceDef[];
  readonly districts: PlaceDef[];
  readonly roads: PlaceDef[];
  readonly government: string;
  readonly office: string;
  /** In the order in which they have duties: the first departments very many. */
  readonly units: UnitDef[];
  readonly governments: string[];

  constructor(readonly index: number) {
    this.province = new Province(Math.floor(index / CITIES_OF_A_PROVINCE));
    this.short = `拟${placeSyllables(index)}`;
    this.name = `${this.short}市`;
    this.government = `${this.name}人民政府`;
    this.office = `${this.government}办公室`;
    const code = 900_000 + index * 100;
    const districts = range(DISTRICTS, (each): PlaceDef => ({ name: `拟${placeSyllables(index * DISTRICTS + each)}${each < 5 ? '区' : '县'}`, kind: 'DISTRICT', adminCode: String(code + each + 1), within: [this.name] }));
    const zones = range(3, (each): PlaceDef => ({ name: `${this.short}${at(['经济技术开发区', '产业集聚区', '生态园'], each)}`, kind: 'ZONE', within: [this.name] }));
    this.districts = [...districts, ...zones];
    this.places = [{ name: this.province.name, kind: 'PROVINCE', within: [] }, { name: this.name, kind: 'CITY', adminCode: String(code), within: [this.province.name], short: this.short }, ...this.districts];
    this.roads = range(ROADS, (each): PlaceDef => ({ name: `拟${placeSyllables(index * ROADS + each)}${at(['大道', '路', '街', '公园', '科技园'], each % 5)}`, kind: each % 5 < 3 ? 'ROAD' : 'SITE', within: [each % 5 < 3 ? this.name : at(this.districts, each % this.districts.length).name] }));
    const local: UnitDef[] = [
      ...districts.map(({ name }): UnitDef => ({ name: `${name}人民政府`, kind: 'GOVERNMENT', jurisdiction: name, short: `${name}政府` })),
      ...zones.map(({ name }): UnitDef => ({ name: `${name}管理委员会`, kind: 'ZONE_COMMITTEE', jurisdiction: name, short: `${name}管委会` })),
    ];
    this.governments = local.map(({ name }) => name);
    const departments = DEPARTMENTS.map(([name, short]): UnitDef => ({ name: this.name + name, kind: 'DEPARTMENT', parent: this.government, short: `市${short}` }));
    this.units = [
      ...departments.slice(0, 4), ...local, ...departments.slice(4), { name: this.government, kind: 'GOVERNMENT', jurisdiction: this.name, short: '市政府' }, { name: this.office, kind: 'DEPARTMENT', parent: this.government, short: '市府办' },
      ...COMPANIES.map((name): UnitDef => ({ name: this.name + name, kind: 'STATE_COMPANY', parent: `${this.name}国有资产监督管理委员会` })),
      ...districts.flatMap(({ name }) => DISTRICT_BUREAUS.map((bureau): UnitDef => ({ name: name + bureau, kind: 'DEPARTMENT', parent: `${name}人民政府` }))), ...this.province.units,
    ];
  }

  person(index: number): string {
    return personName(this.index * PEOPLE + (index % PEOPLE));
  }

  /** The documents that an issue of this city prints: two plans, three notices, one interpretation of the first. */
  printed(issue: number): { plans: DocumentDef[]; notices: DocumentDef[]; interpretation: string } {
    const { year } = dateOf(issue);
    const about = (each: number): string => subject((issue * 5 + each + this.index * 31) % SUBJECTS);
    const number = (agency: string, each: number): string => `${this.short}${agency}〔${year}〕${(issue % 3) * 40 + each}号`;
    const plans = range(2, (each): DocumentDef => ({ name: `${this.office}关于印发${this.name}${about(each)}三年行动计划（${year}—${year + 2}）的通知`, kind: 'PLAN', docNumber: number('政办', each + 1), issuer: this.office }));
    const notices = range(3, (each): DocumentDef => ({ name: `${this.government}关于做好${year}年${about(each + 2)}工作的通知`, kind: 'NORMATIVE_DOCUMENT', docNumber: number('政发', each + 1), issuer: this.government }));
    return { plans, notices, interpretation: `《${at(notices, 0).name}》政策解读` };
  }

  /** What a document can cite, the most cited first: laws of the nation, then the province's and the city's own earlier documents between them. */
  citable(issue: number): DocumentDef[] {
    const earlier = range(issue, (each) => this.printed(each)).flatMap(({ plans, notices }) => [...plans, ...notices]);
    return NATIONAL.flatMap((national, each) => [national, this.province.documents[each], earlier[each]].filter((document) => document !== undefined));
  }
}

/** Three issues a year. */
export const dateOf = (issue: number): { year: number; month: number } => ({ year: 2016 + Math.floor(issue / 3), month: 1 + (issue % 3) * 4 });
