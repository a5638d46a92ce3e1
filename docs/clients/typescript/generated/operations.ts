// Written by npm run client:types, never by hand.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What sort of other name it is. */
export type AliasKind =
  /** Known from an outside record only, such as 国务院令第576号 for a regulation that the gazette cites without number. */
  | 'EXTERNAL'
  /** An earlier or later name. */
  | 'FORMER_NAME'
  /** A shorter printed form. */
  | 'SHORT_FORM'
  /** Printed so, very likely by mistake. */
  | 'SUSPECTED_MISPRINT'
  /** Another printed form. */
  | 'VARIANT';

/** How a fact is known. INFERRED and COMPUTED facts say why in `reason`; their evidence is that of the facts they rest on. */
export type Basis =
  /** Follows from what is printed. */
  | 'COMPUTED'
  /** From an outside record; `sourceUrl` names it. */
  | 'EXTERNAL'
  /** Our conclusion; `reason` says why. */
  | 'INFERRED'
  /** Printed in the source. */
  | 'STATED';

/** What a load did to a thing. */
export type ChangeType =
  /** It is new. */
  | 'ADDED'
  /** What is recorded of it changed. */
  | 'CHANGED'
  /** It is no longer recorded. */
  | 'RETIRED';

/** What the cited document is to the citing one. */
export type CitationRole =
  /** 参照 */
  | 'BY_ANALOGY'
  /** 按照, 遵照, 以…为总指导 */
  | 'CONFORMS_TO'
  /** Carries out a named plan (为落实). */
  | 'IMPLEMENTS'
  /** Explains it (解读). */
  | 'INTERPRETS'
  /** 根据, 为贯彻…要求, 制定依据 */
  | 'LEGAL_BASIS'
  /** A rule that is to be issued. */
  | 'PLANNED_OUTPUT'
  /** Any other mention. */
  | 'REFERENCE';

/** How a figure is meant. */
export type Comparator =
  /** About (约, 左右). */
  | 'ABOUT'
  /** Exactly. */
  | 'EQ'
  /** At least (以上). */
  | 'GTE'
  /** At most (以下). */
  | 'LTE';

/** What does not fit. */
export type DiscrepancyKind =
  /** Two readings exclude each other. */
  | 'CONTRADICTION'
  /** It is not certain whether two names mean one thing. */
  | 'DOUBTFUL_IDENTITY'
  /** Words are lost. */
  | 'MISSING_TEXT'
  /** Very likely a misprint. */
  | 'SUSPECTED_MISPRINT';

/** What sort of document it is. */
export type DocumentKind =
  /** A catalogue or list. */
  | 'CATALOGUE'
  /** 政策解读 */
  | 'INTERPRETATION'
  /** A national law. */
  | 'LAW'
  /** 政务简讯 */
  | 'NEWS_BRIEF'
  /** 行政规范性文件 */
  | 'NORMATIVE_DOCUMENT'
  /** Anything else. */
  | 'OTHER'
  /** 人事任免 */
  | 'PERSONNEL_NOTICE'
  /** A plan. */
  | 'PLAN'
  /** An administrative regulation. */
  | 'REGULATION'
  /** A technical standard. */
  | 'STANDARD';

/** What happens to a document’s force, after the legislation.gov.uk effects model. REPEALS, REPLACES and IMPLICITLY_REPEALS stay different things. */
export type EffectType =
  /** Parts of it are changed (修改, 修正). */
  | 'AMENDS'
  /** It is only drafted (征求意见稿). */
  | 'DRAFTED'
  /** It begins to hold; for a revised law, the revised text does. */
  | 'ENTERS_INTO_FORCE'
  /** It is declared to go on (继续有效, 延长). */
  | 'EXTENDS'
  /** A later rule leaves no room for it. */
  | 'IMPLICITLY_REPEALS'
  /** It is declared to hold no longer (失效). */
  | 'LAPSES'
  /** It is only announced. */
  | 'PLANNED'
  /** What it was for is done. */
  | 'PURPOSE_FULFILLED'
  /** It is declared void (废止). */
  | 'REPEALS'
  /** A new document takes its place (代替). */
  | 'REPLACES'
  /** Its own term ends; `effectiveFrom` is the last day in force. */
  | 'TERM_ENDS';

/** Which part of the issue tells it. */
export type EventKind =
  /** An entry (△) of the 政府记事. */
  | 'CHRONICLE'
  /** A meeting of a 简讯, a caption or an article. */
  | 'NEWS';

/** What is reached on the day. */
export type MilestonePhase =
  /** 建成, 完成 */
  | 'COMPLETE'
  /** 巩固 */
  | 'CONSOLIDATE'
  /** 见成效 */
  | 'FIRST_RESULT'
  /** Goes on without an end. */
  | 'ONGOING'
  /** Another step, such as 完成方案. */
  | 'OTHER'
  /** 开工 */
  | 'START'
  /** 基本建成 */
  | 'SUBSTANTIALLY_COMPLETE'
  /** 到…年 and a goal. */
  | 'TARGET';

/** How firm the day is. */
export type Modality =
  /** 力争 */
  | 'ASPIRATIONAL'
  /** 具体按…确定 */
  | 'CONDITIONAL'
  /** Laid down. */
  | 'FIRM'
  /** Reported as done (已开工). */
  | 'REPORTED'
  /** 与…同步 */
  | 'SYNCHRONOUS';

/** Into a post, or out of it. */
export type PersonnelChangeType =
  /** 任 */
  | 'APPOINTED'
  /** 免去 */
  | 'REMOVED';

/** What sort of place it is. */
export type PlaceKind =
  /** A 重点建设区块 with boundaries. */
  | 'BLOCK'
  /** 温州市 and its rank. */
  | 'CITY'
  /** Every county-level unit (区, 市, 县). */
  | 'DISTRICT'
  /** A mountain or range. */
  | 'MOUNTAIN'
  /** Anything else with a name. */
  | 'OTHER'
  /** A province. */
  | 'PROVINCE'
  /** A railway or metro line. */
  | 'RAILWAY'
  /** A road, or a segment of one. */
  | 'ROAD'
  /** A building, station, campus, park or plot. */
  | 'SITE'
  /** A town, township or subdistrict. */
  | 'TOWNSHIP'
  /** A village or community. */
  | 'VILLAGE'
  /** A river, lake or sea. */
  | 'WATER'
  /** A development zone or park with a committee of its own. */
  | 'ZONE';

/** What the party has to do. “Who leads” means LEAD or SOLE. */
export type ResponsibilityRole =
  /** One of several where the source marks nobody. */
  | 'JOINT'
  /** Marked * or 牵头. */
  | 'LEAD'
  /** The only party named, unmarked. */
  | 'SOLE'
  /** Named beside a marked lead. */
  | 'SUPPORT';

/** A side of a block (四至). */
export type Side =
  /** 东 */
  | 'EAST'
  /** 北 */
  | 'NORTH'
  /** 南 */
  | 'SOUTH'
  /** 西 */
  | 'WEST';

/** A document’s force on a day. UNKNOWN wherever nobody checked: never IN_FORCE by default. */
export type StatusValue =
  /** It holds as amended. */
  | 'AMENDED'
  /** Declared to hold no longer (失效). */
  | 'DECLARED_LAPSED'
  /** It is only a draft. */
  | 'DRAFT'
  /** Its own term is over. */
  | 'EXPIRED_BY_TERM'
  /** It holds. */
  | 'IN_FORCE'
  /** Its start lies after that day. */
  | 'NOT_YET_IN_FORCE'
  /** It is only announced. */
  | 'PLANNED'
  /** What it was for is done. */
  | 'PURPOSE_FULFILLED'
  /** Repealed, replaced, or repealed by implication; `effects` says which. */
  | 'REPEALED'
  /** Nobody checked, or what was checked does not reach that day. */
  | 'UNKNOWN';

/** What tasks can be grouped by. One counts once under each of its keys, so groups of one dimension can overlap; a key counts what the filter of the same meaning finds. */
export type TaskDimension =
  /** The document that lays it down. */
  | 'DOCUMENT'
  /** Each year in which something of it is due, as the filter `due` understands it. */
  | 'DUE_YEAR'
  /** Which table or clause lays it down. */
  | 'KIND'
  /** Each party that leads: LEAD or SOLE. */
  | 'LEAD_UNIT'
  /** Each district and zone that it lies in. */
  | 'PLACE'
  /** Each party that answers for it, in whatever role; a group that is not expanded is a party itself. */
  | 'UNIT';

/** Which table or clause lays the task down. */
export type TaskKind =
  /** Table 1: a block to build. */
  | 'BLOCK'
  /** Table 4: a priority task. */
  | 'PRIORITY'
  /** A duty that a clause of the text lays down. */
  | 'PROVISION_DUTY'
  /** Table 3: an environmental remediation item. */
  | 'REMEDIATION'
  /** Table 2: a transport project. */
  | 'TRANSPORT';

/** What the place is to the task. */
export type TaskPlaceRelation =
  /** Where it begins. */
  | 'FROM'
  /** The place of the work. */
  | 'LOCATED_IN'
  /** What it runs along. */
  | 'RUNS_ALONG'
  /** What it serves. */
  | 'SERVES'
  /** Where it ends. */
  | 'TO';

/** What happened to a unit; UNKNOWN when the source only shows people moving across. */
export type UnitChangeType =
  /** One goes into another. */
  | 'ABSORPTION'
  /** Ended (撤销). */
  | 'DISSOLUTION'
  /** Set up (成立, 建立). */
  | 'FOUNDING'
  /** Several become one. */
  | 'MERGER'
  /** One unit under another name. */
  | 'RENAME'
  /** One becomes several. */
  | 'SPLIT'
  /** Some succession; the source does not say which. */
  | 'UNKNOWN';

/** What sort of body it is. */
export type UnitKind =
  /** A national agency, or a local branch of one. */
  | 'CENTRAL_AGENCY'
  /** A department of a government. */
  | 'DEPARTMENT'
  /** A people’s government or its office. */
  | 'GOVERNMENT'
  /** A leading group (领导小组). */
  | 'LEADING_GROUP'
  /** Anything else. */
  | 'OTHER'
  /** A party organ. */
  | 'PARTY_ORGAN'
  /** A university, hospital or other public institution. */
  | 'PUBLIC_INSTITUTION'
  /** A state-owned company. */
  | 'STATE_COMPANY'
  /** The committee of a zone (管委会). */
  | 'ZONE_COMMITTEE';

export type UnitByNameQueryVariables = Exact<{
  name: string;
}>;


export type UnitByNameQuery = { unit: { name: string, aliases: Array<{ name: string }> } | null };

export type DutiesPageQueryVariables = Exact<{
  unit: string;
  first: number;
  after?: string | null | undefined;
}>;


export type DutiesPageQuery = { responsibilities: { nodes: Array<{ role: ResponsibilityRole, viaGroup: { name: string } | null, task: { kind: TaskKind, number: number | null, name: string }, evidence: Array<{ line: number, quote: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AppointmentsOnProbationQueryVariables = Exact<{
  unitKind?: UnitKind;
}>;


export type AppointmentsOnProbationQuery = { personnelChanges: { totalCount: number, nodes: Array<{ sentence: number, person: { name: string }, post: { title: string, unit: { name: string } } }> } };

export type AppointmentsToAUnitQueryVariables = Exact<{
  unit?: string;
}>;


export type AppointmentsToAUnitQuery = { personnelChanges: { totalCount: number, nodes: Array<{ sentence: number, probation: boolean, post: { title: string }, person: { name: string, personnelChanges: Array<{ type: PersonnelChangeType, post: { title: string, unit: { name: string } } }> } }> } };

export type BasesLostSinceSigningQueryVariables = Exact<{
  day?: string;
  roles?: Array<CitationRole>;
}>;


export type BasesLostSinceSigningQuery = { lostBases: { totalCount: number, nodes: Array<{ citation: { role: CitationRole, citing: { title: string, signedOn: string | null }, cited: { title: string } }, whenSigned: { value: StatusValue }, now: { value: StatusValue, since: string | null, reason: string | null } }> } };

export type BlocksBoundedByAPlaceQueryVariables = Exact<{
  boundary?: string;
}>;


export type BlocksBoundedByAPlaceQuery = { places: { nodes: Array<{ name: string, areaKm2: number | null, areaText: string | null, boundaries: Array<{ side: Side, position: number, text: string, place: { name: string } | null }> }> } };

export type BlocksWithoutBoundariesQueryVariables = Exact<{
  place?: string;
}>;


export type BlocksWithoutBoundariesQuery = { places: { totalCount: number, nodes: Array<{ name: string, areaText: string | null, within: Array<{ name: string }>, boundaries: Array<{ side: Side, text: string }> }> } };

export type BoundariesOfBlocksQueryVariables = Exact<{
  blocks?: Array<string>;
}>;


export type BoundariesOfBlocksQuery = { places: { nodes: Array<{ name: string, areaKm2: number | null, boundaries: Array<{ side: Side, position: number, text: string, evidence: Array<{ line: number, quote: string }> }> }> } };

export type ChangedUnitsStillNamedQueryVariables = Exact<{ [key: string]: never; }>;


export type ChangedUnitsStillNamedQuery = { changedParties: Array<{ unit: { name: string }, change: { type: UnitChangeType, basis: Basis, condition: string | null, resulting: Array<{ name: string }> }, issued: Array<{ title: string }>, duties: Array<{ role: ResponsibilityRole, task: { kind: TaskKind, number: number | null, name: string } }> }> };

export type CitationsInADocumentQueryVariables = Exact<{
  title?: string;
  kind?: DocumentKind;
}>;


export type CitationsInADocumentQuery = { documents: { nodes: Array<{ title: string, docNumber: string | null, signedOn: string | null, issuers: Array<
        | { name: string }
        | { name: string }
      >, citations: { totalCount: number, nodes: Array<{ role: CitationRole, trigger: string | null, quotedNumber: string | null, provision: { path: string } | null, cited: { title: string, docNumber: string | null, held: boolean } }> } }> } };

export type CitationsOfADocumentQueryVariables = Exact<{
  docNumber?: string;
  roles?: Array<CitationRole>;
}>;


export type CitationsOfADocumentQuery = { document: { title: string, held: boolean, citedBy: { nodes: Array<{ role: CitationRole, quotedTitle: string | null, quotedNumber: string | null, citing: { title: string, kind: DocumentKind }, provision: { path: string } | null, evidence: Array<{ line: number }> }> } } | null };

export type DatedDutiesOfADocumentQueryVariables = Exact<{
  docNumber?: string;
}>;


export type DatedDutiesOfADocumentQuery = { document: { title: string, signedOn: string | null, addressees: Array<
      | { name: string }
      | { name: string }
    >, tasks: { totalCount: number, nodes: Array<{ kind: TaskKind, number: number | null, name: string, provision: { path: string } | null, milestones: Array<{ raw: string, latest: string | null, phase: MilestonePhase }>, responsibilities: Array<{ role: ResponsibilityRole, party:
            | { name: string }
            | { name: string }
           }> }> } } | null };

export type DatesOfATaskQueryVariables = Exact<{
  task?: string;
}>;


export type DatesOfATaskQuery = { tasks: { nodes: Array<{ kind: TaskKind, number: number | null, name: string, milestones: Array<{ raw: string, latest: string | null, phase: MilestonePhase, modality: Modality, basis: Basis, reason: string | null, dependsOn: Array<{ number: number | null, name: string }>, dependsOnPlaces: Array<{ name: string }>, evidence: Array<{ line: number, quote: string }> }> }> } };

export type DearestProjectsQueryVariables = Exact<{
  kind?: TaskKind;
  count?: number;
}>;


export type DearestProjectsQuery = { tasks: { nodes: Array<{ number: number | null, name: string, lengthKm: number | null, investment: { raw: string, yuan: number | null, note: string | null } | null, responsibilities: Array<{ role: ResponsibilityRole, party:
          | { name: string }
          | { name: string }
         }> }> } };

export type DocumentsCitedInARoleQueryVariables = Exact<{
  role?: CitationRole;
}>;


export type DocumentsCitedInARoleQuery = { citations: { totalCount: number, nodes: Array<{ trigger: string | null, citing: { title: string }, cited: { title: string, docNumber: string | null, kind: DocumentKind, held: boolean }, task: { kind: TaskKind, number: number | null } | null, provision: { path: string } | null, evidence: Array<{ line: number, quote: string }> }> } };

export type DocumentsIssuedByAUnitQueryVariables = Exact<{
  unit?: string;
}>;


export type DocumentsIssuedByAUnitQuery = { documents: { totalCount: number, nodes: Array<{ title: string, docNumber: string | null, kind: DocumentKind, held: boolean, signedOn: string | null, approvedBy: Array<
        | { name: string }
        | { name: string }
      > }> } };

export type DocumentsRestingOnEndedOnesQueryVariables = Exact<{
  day?: string;
  statuses?: Array<StatusValue>;
  roles?: Array<CitationRole>;
}>;


export type DocumentsRestingOnEndedOnesQuery = { dependencyAudit: { totalCount: number, nodes: Array<{ depth: number, document: { title: string, docNumber: string | null }, rootCause: { title: string, docNumber: string | null }, status: { value: StatusValue, basis: Basis, since: string | null, reason: string | null }, chain: Array<{ role: CitationRole, trigger: string | null, provision: { path: string } | null, evidence: Array<{ line: number, quote: string }> }> }> } };

export type DocumentsToCheckFirstQueryVariables = Exact<{
  count?: number;
}>;


export type DocumentsToCheckFirstQuery = { documentsToCheck: { nodes: Array<{ title: string, docNumber: string | null, kind: DocumentKind, held: boolean, effects: Array<{ type: EffectType, checkedOn: string | null }> }> } };

export type DoubtsOfAKindQueryVariables = Exact<{
  kinds?: Array<DiscrepancyKind>;
}>;


export type DoubtsOfAKindQuery = { discrepancies: { totalCount: number, nodes: Array<{ note: string, about: Array<
        | { __typename: 'Boundary' }
        | { __typename: 'Citation' }
        | { __typename: 'Discrepancy' }
        | { __typename: 'Document', name: string }
        | { __typename: 'Event', summary: string }
        | { __typename: 'GazetteIssue', name: string }
        | { __typename: 'LegalEffect' }
        | { __typename: 'Membership' }
        | { __typename: 'Milestone' }
        | { __typename: 'Participation' }
        | { __typename: 'Person', name: string }
        | { __typename: 'PersonnelChange' }
        | { __typename: 'Place', name: string }
        | { __typename: 'Post', title: string }
        | { __typename: 'Provision', path: string }
        | { __typename: 'Responsibility' }
        | { __typename: 'Target' }
        | { __typename: 'Task', name: string }
        | { __typename: 'TaskPart' }
        | { __typename: 'Unit', name: string }
        | { __typename: 'UnitChange' }
        | { __typename: 'UnitGroup', name: string }
      >, evidence: Array<{ line: number, quote: string }> }> } };

export type DutiesOfAUnitQueryVariables = Exact<{
  unit?: string;
  roles?: Array<ResponsibilityRole>;
  kinds?: Array<TaskKind>;
}>;


export type DutiesOfAUnitQuery = { unit: { name: string, parent: { name: string } | null, jurisdiction: { name: string, aliases: Array<{ name: string }> } | null, responsibilities: { totalCount: number, nodes: Array<{ role: ResponsibilityRole, task: { kind: TaskKind, number: number | null, name: string, provision: { path: string } | null }, evidence: Array<{ line: number, quote: string }> }> } } | null };

export type DutiesPassedOnByAGroupQueryVariables = Exact<{
  group?: string;
}>;


export type DutiesPassedOnByAGroupQuery = { responsibilities: { totalCount: number, nodes: Array<{ role: ResponsibilityRole, basis: Basis, party:
        | { name: string }
        | { name: string }
      , viaGroup: { name: string } | null, scope: Array<{ name: string }>, task: { kind: TaskKind, number: number | null, name: string }, evidence: Array<{ line: number, quote: string }> }> } };

export type EventsInAPlaceQueryVariables = Exact<{
  place?: string;
}>;


export type EventsInAPlaceQuery = { events: { nodes: Array<{ on: string | null, summary: string, activities: Array<string>, participations: Array<{ role: string | null, person: { name: string }, posts: Array<{ title: string }> }>, evidence: Array<{ line: number }> }> } };

export type EventsOfAPersonQueryVariables = Exact<{
  person?: string;
}>;


export type EventsOfAPersonQuery = { person: { name: string, events: { totalCount: number, nodes: Array<{ on: string | null, edtf: string | null, kind: EventKind, activities: Array<string>, places: Array<{ name: string }>, participations: Array<{ role: string | null, person: { name: string }, posts: Array<{ title: string }> }> }> } } | null };

export type EventsToldElsewhereQueryVariables = Exact<{
  kind?: EventKind;
}>;


export type EventsToldElsewhereQuery = { events: { nodes: Array<{ on: string | null, edtf: string | null, activities: Array<string>, document: { title: string } | null, sameAs: Array<{ on: string | null, document: { title: string } | null, participants: Array<{ name: string }> }> }> } };

export type ForceOfADocumentQueryVariables = Exact<{
  title?: string;
  day?: string;
}>;


export type ForceOfADocumentQuery = { document: { title: string, held: boolean, status: { value: StatusValue, basis: Basis, since: string | null, checkedOn: string | null }, effects: Array<{ type: EffectType, effectiveFrom: string | null, basis: Basis, checkedOn: string | null, condition: string | null, reason: string | null, affecting: { title: string } | null }> } | null };

export type InterpretationsAndTheirBasesQueryVariables = Exact<{
  roles?: Array<CitationRole>;
}>;


export type InterpretationsAndTheirBasesQuery = { documents: { nodes: Array<{ interprets: Array<{ title: string }>, contacts: Array<{ name: string }>, issuers: Array<
        | { name: string }
        | { name: string }
      >, citations: { totalCount: number, nodes: Array<{ cited: { docNumber: string | null } }> } }> } };

export type InvestmentOfPartsQueryVariables = Exact<{
  kind?: TaskKind;
  numbers?: Array<number>;
}>;


export type InvestmentOfPartsQuery = { tasks: { nodes: Array<{ number: number | null, investment: { yuan: number | null } | null, milestones: Array<{ latest: string | null, part: { number: number } | null }>, parts: Array<{ number: number, name: string, investment: { raw: string, yuan: number | null, approximate: boolean } | null, milestones: Array<{ latest: string | null }> }> }> } };

export type IssuesAndTheirDocumentsQueryVariables = Exact<{
  count?: number;
}>;


export type IssuesAndTheirDocumentsQuery = { graph: { issues: Array<{ name: string, year: number, number: number, serial: number | null, publishedOn: string | null, publisher: { name: string } | null, compiler: { name: string } | null, printer: { name: string } | null, documents: { totalCount: number, nodes: Array<{ kind: DocumentKind, title: string, docNumber: string | null }> } }> } };

export type LeadsInAPlaceByDueDateQueryVariables = Exact<{
  place?: string;
  dueFrom?: string;
  dueTo?: string;
}>;


export type LeadsInAPlaceByDueDateQuery = { responsibilities: { totalCount: number, nodes: Array<{ role: ResponsibilityRole, party:
        | { __typename: 'Unit', name: string }
        | { __typename: 'UnitGroup', name: string }
      , viaGroup: { name: string } | null, scope: Array<{ name: string }>, task: { kind: TaskKind, number: number | null, name: string }, evidence: Array<{ line: number, quote: string }> }> } };

export type LeadsOfTasksQueryVariables = Exact<{
  kind?: TaskKind;
  numbers?: Array<number>;
}>;


export type LeadsOfTasksQuery = { tasks: { nodes: Array<{ number: number | null, name: string, responsibilities: Array<{ role: ResponsibilityRole, party:
          | { name: string }
          | { name: string }
        , evidence: Array<{ quote: string }> }> }> } };

export type MembersOfABodyQueryVariables = Exact<{
  body?: string;
}>;


export type MembersOfABodyQuery = { unit: { kind: UnitKind, memberships: Array<{ role: string, rank: string | null, person: { name: string } | null, seatOf:
        | { name: string }
        | { name: string }
       | null, posts: Array<{ title: string, unit: { name: string } }>, evidence: Array<{ line: number }> }>, unitChanges: Array<{ type: UnitChangeType, on: string | null, condition: string | null, basis: Basis }> } | null };

export type MembersOfAGroupQueryVariables = Exact<{
  group?: string;
}>;


export type MembersOfAGroupQuery = { unitGroup: { aliases: Array<{ name: string, kind: AliasKind }>, members: Array<{ basis: Basis, reason: string | null, unit: { name: string }, task: { number: number | null } | null }> } | null };

export type MovesOfAPersonQueryVariables = Exact<{
  person?: string;
}>;


export type MovesOfAPersonQuery = { person: { name: string, personnelChanges: Array<{ type: PersonnelChangeType, sentence: number, probation: boolean, post: { title: string, unit: { name: string } }, document: { title: string }, evidence: Array<{ line: number, quote: string }> }>, memberships: Array<{ role: string, body: { name: string }, posts: Array<{ title: string, unit: { name: string } }> }> } | null };

export type PartsOfTasksQueryVariables = Exact<{
  kind?: TaskKind;
  numbers?: Array<number>;
}>;


export type PartsOfTasksQuery = { tasks: { nodes: Array<{ number: number | null, name: string, parts: Array<{ number: number, name: string, milestones: Array<{ raw: string, latest: string | null, phase: MilestonePhase }> }>, responsibilities: Array<{ role: ResponsibilityRole, basis: Basis, party:
          | { name: string }
          | { name: string }
         }> }> } };

export type PeopleWhoMovedBetweenUnitsQueryVariables = Exact<{
  from?: string;
  to?: string;
}>;


export type PeopleWhoMovedBetweenUnitsQuery = { people: { totalCount: number, nodes: Array<{ name: string, personnelChanges: Array<{ type: PersonnelChangeType, post: { title: string, unit: { name: string } }, evidence: Array<{ line: number, quote: string }> }> }> } };

export type PlacesWithinAPlaceQueryVariables = Exact<{
  place?: string;
  kind?: PlaceKind;
}>;


export type PlacesWithinAPlaceQuery = { places: { nodes: Array<{ name: string, withinFacts: Array<{ basis: Basis, place: { name: string } }> }> } };

export type PostsInAUnitQueryVariables = Exact<{
  unit?: string;
}>;


export type PostsInAUnitQuery = { unit: { name: string, posts: Array<{ title: string, personnelChanges: Array<{ type: PersonnelChangeType, probation: boolean, person: { name: string } }> }> } | null };

export type SearchByWordsQueryVariables = Exact<{
  words?: string;
  types?: Array<string>;
  count?: number;
}>;


export type SearchByWordsQuery = { search: { totalCount: number, edges: Array<{ snippet: string, node:
        | { __typename: 'Document', name: string }
        | { __typename: 'GazetteIssue', name: string }
        | { __typename: 'Person', name: string }
        | { __typename: 'Place', name: string }
        | { __typename: 'Task', kind: TaskKind, number: number | null, name: string }
        | { __typename: 'Unit', name: string }
        | { __typename: 'UnitGroup', name: string }
       }> } };

export type SharesOfATaskByPlaceQueryVariables = Exact<{
  kind?: TaskKind;
  number?: number;
}>;


export type SharesOfATaskByPlaceQuery = { tasks: { nodes: Array<{ name: string, targets: Array<{ indicator: string | null, value: number | null, measure: string | null, comparator: Comparator | null, places: Array<{ name: string }> }>, milestones: Array<{ latest: string | null, phase: MilestonePhase }>, responsibilities: Array<{ role: ResponsibilityRole, scope: Array<{ name: string }>, party:
          | { name: string }
          | { name: string }
         }> }> } };

export type SoleLegalBasesQueryVariables = Exact<{
  kinds?: Array<DocumentKind>;
}>;


export type SoleLegalBasesQuery = { soleBases: { totalCount: number, nodes: Array<{ trigger: string | null, citing: { title: string }, provision: { path: string } | null, cited: { title: string, docNumber: string | null, held: boolean }, evidence: Array<{ line: number, quote: string }> }> } };

export type TargetsOfATaskQueryVariables = Exact<{
  kind?: TaskKind;
  number?: number;
}>;


export type TargetsOfATaskQuery = { tasks: { nodes: Array<{ name: string, targets: Array<{ text: string, indicator: string | null, value: number | null, valueMax: number | null, comparator: Comparator | null, measure: string | null, due: string | null, evidence: Array<{ quote: string }> }> }> } };

export type TasksAtAPlaceQueryVariables = Exact<{
  place?: string;
}>;


export type TasksAtAPlaceQuery = { tasks: { nodes: Array<{ kind: TaskKind, number: number | null, name: string, locations: Array<{ relation: TaskPlaceRelation, basis: Basis, place: { name: string } }> }> } };

export type TasksByFirmnessOfDateQueryVariables = Exact<{
  firmness?: Modality;
}>;


export type TasksByFirmnessOfDateQuery = { tasks: { nodes: Array<{ kind: TaskKind, number: number | null, name: string, milestones: Array<{ raw: string, edtf: string | null, latest: string | null, phase: MilestonePhase, modality: Modality, dependsOnPlaces: Array<{ name: string }> }> }> } };

export type TasksByYearAndPlaceQueryVariables = Exact<{
  kind?: TaskKind;
}>;


export type TasksByYearAndPlaceQuery = { taskGroups: Array<{ count: number, investmentYuan: number | null, withoutInvestment: number, keys: Array<{ dimension: TaskDimension, value: string | null }> }> };

export type TasksCountedByLeadQueryVariables = Exact<{
  kind?: TaskKind;
  expandGroups?: boolean;
}>;


export type TasksCountedByLeadQuery = { taskGroups: Array<{ count: number, investmentYuan: number | null, withoutInvestment: number, keys: Array<{ value: string | null }> }> };

export type TasksDueInAPeriodQueryVariables = Exact<{
  from?: string;
  to?: string;
  kinds?: Array<TaskKind>;
}>;


export type TasksDueInAPeriodQuery = { tasks: { totalCount: number, nodes: Array<{ kind: TaskKind, number: number | null, name: string, milestones: Array<{ raw: string, latest: string | null, phase: MilestonePhase, part: { name: string } | null }>, responsibilities: Array<{ role: ResponsibilityRole, party:
          | { name: string }
          | { name: string }
         }> }> } };

export type TasksWithoutDeadlineQueryVariables = Exact<{
  kind?: TaskKind;
}>;


export type TasksWithoutDeadlineQuery = { tasks: { totalCount: number, nodes: Array<{ number: number | null, name: string, milestones: Array<{ raw: string, phase: MilestonePhase, modality: Modality }>, responsibilities: Array<{ role: ResponsibilityRole, party:
          | { name: string }
          | { name: string }
         }> }> } };

export type TasksWithoutInvestmentQueryVariables = Exact<{
  kind?: TaskKind;
}>;


export type TasksWithoutInvestmentQuery = { tasks: { totalCount: number, nodes: Array<{ number: number | null, name: string, investment: { raw: string, yuan: number | null, approximate: boolean } | null }> } };

export type UnitSuccessionsQueryVariables = Exact<{
  count?: number;
}>;


export type UnitSuccessionsQuery = { unitChanges: { nodes: Array<{ type: UnitChangeType, basis: Basis, on: string | null, reason: string | null, original: Array<{ name: string, kind: UnitKind }>, resulting: Array<{ name: string }>, evidence: Array<{ line: number }> }> } };

export type UnitsThatNeverLeadQueryVariables = Exact<{
  kind?: UnitKind;
}>;


export type UnitsThatNeverLeadQuery = { units: { totalCount: number, nodes: Array<{ name: string, responsibilities: { nodes: Array<{ role: ResponsibilityRole, task: { kind: TaskKind, number: number | null, name: string } }> } }> } };

export type WhatADocumentRestsOnQueryVariables = Exact<{
  docNumber?: string;
  day?: string;
}>;


export type WhatADocumentRestsOnQuery = { document: { title: string, dependencies: { totalCount: number, nodes: Array<{ depth: number, rootCause: { title: string, docNumber: string | null }, status: { value: StatusValue, basis: Basis, since: string | null }, chain: Array<{ role: CitationRole, provision: { path: string } | null }> }> } } | null };

export type WhatLoadsChangedQueryVariables = Exact<{
  since?: string;
  type?: ChangeType;
}>;


export type WhatLoadsChangedQuery = { changes: { nodes: Array<{ gazette: string, entries: { totalCount: number, nodes: Array<{ type: ChangeType, thingType: string, thingName: string | null, file: string }> } }> } };

export type WhatRestsOnADocumentQueryVariables = Exact<{
  docNumber?: string;
  day?: string;
}>;


export type WhatRestsOnADocumentQuery = { document: { title: string, status: { value: StatusValue }, dependents: { totalCount: number, nodes: Array<{ depth: number, document: { title: string, kind: DocumentKind, status: { value: StatusValue } }, chain: Array<{ role: CitationRole, provision: { path: string } | null }> }> } } | null };

export type WhereInterpretationsDivergeQueryVariables = Exact<{
  count?: number;
}>;


export type WhereInterpretationsDivergeQuery = { divergences: { totalCount: number, nodes: Array<{ note: string, about: Array<
        | { __typename: 'Boundary' }
        | { __typename: 'Citation' }
        | { __typename: 'Discrepancy' }
        | { __typename: 'Document', kind: DocumentKind }
        | { __typename: 'Event' }
        | { __typename: 'GazetteIssue' }
        | { __typename: 'LegalEffect' }
        | { __typename: 'Membership' }
        | { __typename: 'Milestone' }
        | { __typename: 'Participation' }
        | { __typename: 'Person' }
        | { __typename: 'PersonnelChange' }
        | { __typename: 'Place' }
        | { __typename: 'Post' }
        | { __typename: 'Provision', path: string, document: { kind: DocumentKind } }
        | { __typename: 'Responsibility' }
        | { __typename: 'Target' }
        | { __typename: 'Task' }
        | { __typename: 'TaskPart' }
        | { __typename: 'Unit' }
        | { __typename: 'UnitChange' }
        | { __typename: 'UnitGroup' }
      >, evidence: Array<{ line: number, quote: string }> }> } };

export type WhoWasWhereOnADayQueryVariables = Exact<{
  day?: string;
}>;


export type WhoWasWhereOnADayQuery = { events: { totalCount: number, nodes: Array<{ kind: EventKind, activities: Array<string>, participants: Array<{ name: string }>, places: Array<{ name: string }> }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const UnitByNameDocument = new TypedDocumentString(`
    query UnitByName($name: String!) {
  unit(name: $name) {
    name
    aliases {
      name
    }
  }
}
    `) as unknown as TypedDocumentString<UnitByNameQuery, UnitByNameQueryVariables>;
export const DutiesPageDocument = new TypedDocumentString(`
    query DutiesPage($unit: String!, $first: Int!, $after: String) {
  responsibilities(
    expandGroups: true
    first: $first
    after: $after
    where: {unit: {name: {eq: $unit}}}
  ) {
    nodes {
      role
      viaGroup {
        name
      }
      task {
        kind
        number
        name
      }
      evidence {
        line
        quote
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<DutiesPageQuery, DutiesPageQueryVariables>;
export const AppointmentsOnProbationDocument = new TypedDocumentString(`
    query AppointmentsOnProbation($unitKind: UnitKind! = DEPARTMENT) {
  personnelChanges(
    first: 50
    where: {probation: {eq: true}, unit: {kind: {eq: $unitKind}}}
  ) {
    totalCount
    nodes {
      sentence
      person {
        name
      }
      post {
        title
        unit {
          name
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AppointmentsOnProbationQuery, AppointmentsOnProbationQueryVariables>;
export const AppointmentsToAUnitDocument = new TypedDocumentString(`
    query AppointmentsToAUnit($unit: String! = "温州市城市建设发展集团有限公司") {
  personnelChanges(
    first: 50
    where: {type: {eq: APPOINTED}, unit: {name: {eq: $unit}}}
  ) {
    totalCount
    nodes {
      sentence
      probation
      post {
        title
      }
      person {
        name
        personnelChanges {
          type
          post {
            title
            unit {
              name
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AppointmentsToAUnitQuery, AppointmentsToAUnitQueryVariables>;
export const BasesLostSinceSigningDocument = new TypedDocumentString(`
    query BasesLostSinceSigning($day: Date! = "2026-11-24", $roles: [CitationRole!]! = [LEGAL_BASIS, IMPLEMENTS, CONFORMS_TO, BY_ANALOGY]) {
  lostBases(first: 100, asOf: $day, roles: $roles) {
    totalCount
    nodes {
      citation {
        role
        citing {
          title
          signedOn
        }
        cited {
          title
        }
      }
      whenSigned {
        value
      }
      now {
        value
        since
        reason
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BasesLostSinceSigningQuery, BasesLostSinceSigningQueryVariables>;
export const BlocksBoundedByAPlaceDocument = new TypedDocumentString(`
    query BlocksBoundedByAPlace($boundary: String! = "瓯海大道") {
  places(
    where: {kind: {eq: BLOCK}, boundedBy: {some: {name: {contains: $boundary}}}}
  ) {
    nodes {
      name
      areaKm2
      areaText
      boundaries {
        side
        position
        text
        place {
          name
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BlocksBoundedByAPlaceQuery, BlocksBoundedByAPlaceQueryVariables>;
export const BlocksWithoutBoundariesDocument = new TypedDocumentString(`
    query BlocksWithoutBoundaries($place: String! = "温州市") {
  places(
    first: 100
    where: {kind: {eq: BLOCK}, within: {name: {eq: $place}}, boundedBy: {none: {}}}
  ) {
    totalCount
    nodes {
      name
      areaText
      within {
        name
      }
      boundaries {
        side
        text
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BlocksWithoutBoundariesQuery, BlocksWithoutBoundariesQueryVariables>;
export const BoundariesOfBlocksDocument = new TypedDocumentString(`
    query BoundariesOfBlocks($blocks: [String!]! = ["金海湖科创核心区", "智能制造及数字经济产业园"]) {
  places(where: {kind: {eq: BLOCK}, name: {in: $blocks}}) {
    nodes {
      name
      areaKm2
      boundaries {
        side
        position
        text
        evidence {
          line
          quote
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BoundariesOfBlocksQuery, BoundariesOfBlocksQueryVariables>;
export const ChangedUnitsStillNamedDocument = new TypedDocumentString(`
    query ChangedUnitsStillNamed {
  changedParties {
    unit {
      name
    }
    change {
      type
      basis
      condition
      resulting {
        name
      }
    }
    issued {
      title
    }
    duties {
      role
      task {
        kind
        number
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ChangedUnitsStillNamedQuery, ChangedUnitsStillNamedQueryVariables>;
export const CitationsInADocumentDocument = new TypedDocumentString(`
    query CitationsInADocument($title: String! = "零土地", $kind: DocumentKind! = NORMATIVE_DOCUMENT) {
  documents(
    where: {title: {contains: $title}, held: {eq: true}, kind: {eq: $kind}}
  ) {
    nodes {
      title
      docNumber
      signedOn
      issuers {
        ... on Unit {
          name
        }
        ... on UnitGroup {
          name
        }
      }
      citations(first: 50) {
        totalCount
        nodes {
          role
          trigger
          quotedNumber
          provision {
            path
          }
          cited {
            title
            docNumber
            held
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CitationsInADocumentQuery, CitationsInADocumentQueryVariables>;
export const CitationsOfADocumentDocument = new TypedDocumentString(`
    query CitationsOfADocument($docNumber: String! = "浙政发[2014]38号", $roles: [CitationRole!]! = [LEGAL_BASIS]) {
  document(docNumber: $docNumber) {
    title
    held
    citedBy(role: $roles) {
      nodes {
        role
        citing {
          title
          kind
        }
        quotedTitle
        quotedNumber
        provision {
          path
        }
        evidence {
          line
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CitationsOfADocumentQuery, CitationsOfADocumentQueryVariables>;
export const DatedDutiesOfADocumentDocument = new TypedDocumentString(`
    query DatedDutiesOfADocument($docNumber: String! = "温政发〔2020〕2号") {
  document(docNumber: $docNumber) {
    title
    signedOn
    addressees {
      ... on Unit {
        name
      }
      ... on UnitGroup {
        name
      }
    }
    tasks(first: 100, where: {due: {isNull: false}}) {
      totalCount
      nodes {
        kind
        number
        name
        provision {
          path
        }
        milestones {
          raw
          latest
          phase
        }
        responsibilities {
          role
          party {
            ... on Unit {
              name
            }
            ... on UnitGroup {
              name
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DatedDutiesOfADocumentQuery, DatedDutiesOfADocumentQueryVariables>;
export const DatesOfATaskDocument = new TypedDocumentString(`
    query DatesOfATask($task: String! = "通海大道") {
  tasks(where: {name: {eq: $task}}) {
    nodes {
      kind
      number
      name
      milestones {
        raw
        latest
        phase
        modality
        basis
        reason
        dependsOn {
          number
          name
        }
        dependsOnPlaces {
          name
        }
        evidence {
          line
          quote
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DatesOfATaskQuery, DatesOfATaskQueryVariables>;
export const DearestProjectsDocument = new TypedDocumentString(`
    query DearestProjects($kind: TaskKind! = TRANSPORT, $count: Int! = 5) {
  tasks(
    first: $count
    where: {kind: {eq: $kind}}
    orderBy: {field: INVESTMENT, direction: DESC}
  ) {
    nodes {
      number
      name
      lengthKm
      investment {
        raw
        yuan
        note
      }
      responsibilities {
        role
        party {
          ... on Unit {
            name
          }
          ... on UnitGroup {
            name
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DearestProjectsQuery, DearestProjectsQueryVariables>;
export const DocumentsCitedInARoleDocument = new TypedDocumentString(`
    query DocumentsCitedInARole($role: CitationRole! = PLANNED_OUTPUT) {
  citations(first: 100, where: {role: {eq: $role}}) {
    totalCount
    nodes {
      citing {
        title
      }
      cited {
        title
        docNumber
        kind
        held
      }
      task {
        kind
        number
      }
      provision {
        path
      }
      trigger
      evidence {
        line
        quote
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DocumentsCitedInARoleQuery, DocumentsCitedInARoleQueryVariables>;
export const DocumentsIssuedByAUnitDocument = new TypedDocumentString(`
    query DocumentsIssuedByAUnit($unit: String! = "温州市人民政府办公室") {
  documents(first: 100, where: {issuers: {some: {name: {eq: $unit}}}}) {
    totalCount
    nodes {
      title
      docNumber
      kind
      held
      signedOn
      approvedBy {
        ... on Unit {
          name
        }
        ... on UnitGroup {
          name
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DocumentsIssuedByAUnitQuery, DocumentsIssuedByAUnitQueryVariables>;
export const DocumentsRestingOnEndedOnesDocument = new TypedDocumentString(`
    query DocumentsRestingOnEndedOnes($day: Date! = "2026-11-24", $statuses: [StatusValue!]! = [REPEALED, DECLARED_LAPSED, EXPIRED_BY_TERM, PURPOSE_FULFILLED], $roles: [CitationRole!]! = [LEGAL_BASIS, IMPLEMENTS, CONFORMS_TO, BY_ANALOGY]) {
  dependencyAudit(first: 100, asOf: $day, statuses: $statuses, roles: $roles) {
    totalCount
    nodes {
      document {
        title
        docNumber
      }
      rootCause {
        title
        docNumber
      }
      status {
        value
        basis
        since
        reason
      }
      depth
      chain {
        role
        trigger
        provision {
          path
        }
        evidence {
          line
          quote
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DocumentsRestingOnEndedOnesQuery, DocumentsRestingOnEndedOnesQueryVariables>;
export const DocumentsToCheckFirstDocument = new TypedDocumentString(`
    query DocumentsToCheckFirst($count: Int! = 10) {
  documentsToCheck(first: $count) {
    nodes {
      title
      docNumber
      kind
      held
      effects {
        type
        checkedOn
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DocumentsToCheckFirstQuery, DocumentsToCheckFirstQueryVariables>;
export const DoubtsOfAKindDocument = new TypedDocumentString(`
    query DoubtsOfAKind($kinds: [DiscrepancyKind!]! = [SUSPECTED_MISPRINT]) {
  discrepancies(first: 100, kind: $kinds) {
    totalCount
    nodes {
      note
      about {
        __typename
        ... on Entity {
          name
        }
        ... on Provision {
          path
        }
        ... on Post {
          title
        }
        ... on Event {
          summary
        }
      }
      evidence {
        line
        quote
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DoubtsOfAKindQuery, DoubtsOfAKindQueryVariables>;
export const DutiesOfAUnitDocument = new TypedDocumentString(`
    query DutiesOfAUnit($unit: String! = "行政审批局", $roles: [ResponsibilityRole!]! = [SOLE], $kinds: [TaskKind!]! = [PROVISION_DUTY]) {
  unit(name: $unit) {
    name
    parent {
      name
    }
    jurisdiction {
      name
      aliases {
        name
      }
    }
    responsibilities(
      first: 50
      where: {role: {in: $roles}, task: {kind: {in: $kinds}}}
    ) {
      totalCount
      nodes {
        role
        task {
          kind
          number
          name
          provision {
            path
          }
        }
        evidence {
          line
          quote
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DutiesOfAUnitQuery, DutiesOfAUnitQueryVariables>;
export const DutiesPassedOnByAGroupDocument = new TypedDocumentString(`
    query DutiesPassedOnByAGroup($group: String! = "所在地政府") {
  responsibilities(expandGroups: true, first: 100, where: {group: {eq: $group}}) {
    totalCount
    nodes {
      role
      basis
      party {
        ... on Unit {
          name
        }
        ... on UnitGroup {
          name
        }
      }
      viaGroup {
        name
      }
      scope {
        name
      }
      task {
        kind
        number
        name
      }
      evidence {
        line
        quote
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DutiesPassedOnByAGroupQuery, DutiesPassedOnByAGroupQueryVariables>;
export const EventsInAPlaceDocument = new TypedDocumentString(`
    query EventsInAPlace($place: String! = "乐清市") {
  events(first: 50, where: {places: {some: {name: {eq: $place}}}}) {
    nodes {
      on
      summary
      activities
      participations {
        person {
          name
        }
        posts {
          title
        }
        role
      }
      evidence {
        line
      }
    }
  }
}
    `) as unknown as TypedDocumentString<EventsInAPlaceQuery, EventsInAPlaceQueryVariables>;
export const EventsOfAPersonDocument = new TypedDocumentString(`
    query EventsOfAPerson($person: String! = "汪驰") {
  person(name: $person) {
    name
    events(first: 100) {
      totalCount
      nodes {
        on
        edtf
        kind
        activities
        places {
          name
        }
        participations {
          person {
            name
          }
          posts {
            title
          }
          role
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<EventsOfAPersonQuery, EventsOfAPersonQueryVariables>;
export const EventsToldElsewhereDocument = new TypedDocumentString(`
    query EventsToldElsewhere($kind: EventKind! = NEWS) {
  events(first: 50, where: {kind: {eq: $kind}}) {
    nodes {
      on
      edtf
      document {
        title
      }
      activities
      sameAs {
        on
        document {
          title
        }
        participants {
          name
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<EventsToldElsewhereQuery, EventsToldElsewhereQueryVariables>;
export const ForceOfADocumentDocument = new TypedDocumentString(`
    query ForceOfADocument($title: String! = "中华人民共和国统计法", $day: Date! = "2020-01-21") {
  document(title: $title) {
    title
    held
    status(asOf: $day) {
      value
      basis
      since
      checkedOn
    }
    effects {
      type
      effectiveFrom
      basis
      checkedOn
      condition
      reason
      affecting {
        title
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ForceOfADocumentQuery, ForceOfADocumentQueryVariables>;
export const InterpretationsAndTheirBasesDocument = new TypedDocumentString(`
    query InterpretationsAndTheirBases($roles: [CitationRole!]! = [LEGAL_BASIS]) {
  documents(where: {kind: {eq: INTERPRETATION}}) {
    nodes {
      interprets {
        title
      }
      contacts {
        name
      }
      issuers {
        ... on Unit {
          name
        }
        ... on UnitGroup {
          name
        }
      }
      citations(role: $roles) {
        totalCount
        nodes {
          cited {
            docNumber
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<InterpretationsAndTheirBasesQuery, InterpretationsAndTheirBasesQueryVariables>;
export const InvestmentOfPartsDocument = new TypedDocumentString(`
    query InvestmentOfParts($kind: TaskKind! = REMEDIATION, $numbers: [Int!]! = [5, 9]) {
  tasks(where: {kind: {eq: $kind}, number: {in: $numbers}}) {
    nodes {
      number
      investment {
        yuan
      }
      milestones {
        latest
        part {
          number
        }
      }
      parts {
        number
        name
        investment {
          raw
          yuan
          approximate
        }
        milestones {
          latest
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<InvestmentOfPartsQuery, InvestmentOfPartsQueryVariables>;
export const IssuesAndTheirDocumentsDocument = new TypedDocumentString(`
    query IssuesAndTheirDocuments($count: Int! = 50) {
  graph {
    issues {
      name
      year
      number
      serial
      publishedOn
      publisher {
        name
      }
      compiler {
        name
      }
      printer {
        name
      }
      documents(first: $count) {
        totalCount
        nodes {
          kind
          title
          docNumber
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<IssuesAndTheirDocumentsQuery, IssuesAndTheirDocumentsQueryVariables>;
export const LeadsInAPlaceByDueDateDocument = new TypedDocumentString(`
    query LeadsInAPlaceByDueDate($place: String! = "瓯海区", $dueFrom: Date! = "2022-01-01", $dueTo: Date! = "2022-12-31") {
  responsibilities(
    expandGroups: true
    first: 50
    where: {role: {in: [LEAD, SOLE]}, place: {name: {eq: $place}}, task: {due: {gte: $dueFrom, lte: $dueTo}}}
  ) {
    totalCount
    nodes {
      role
      party {
        __typename
        ... on Unit {
          name
        }
        ... on UnitGroup {
          name
        }
      }
      viaGroup {
        name
      }
      scope {
        name
      }
      task {
        kind
        number
        name
      }
      evidence {
        line
        quote
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LeadsInAPlaceByDueDateQuery, LeadsInAPlaceByDueDateQueryVariables>;
export const LeadsOfTasksDocument = new TypedDocumentString(`
    query LeadsOfTasks($kind: TaskKind! = PRIORITY, $numbers: [Int!]! = [1, 18]) {
  tasks(where: {kind: {eq: $kind}, number: {in: $numbers}}) {
    nodes {
      number
      name
      responsibilities(role: [LEAD, SOLE]) {
        role
        party {
          ... on Unit {
            name
          }
          ... on UnitGroup {
            name
          }
        }
        evidence {
          quote
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LeadsOfTasksQuery, LeadsOfTasksQueryVariables>;
export const MembersOfABodyDocument = new TypedDocumentString(`
    query MembersOfABody($body: String! = "温州市第七次人口普查领导小组") {
  unit(name: $body) {
    kind
    memberships {
      role
      rank
      person {
        name
      }
      seatOf {
        ... on Unit {
          name
        }
        ... on UnitGroup {
          name
        }
      }
      posts {
        title
        unit {
          name
        }
      }
      evidence {
        line
      }
    }
    unitChanges {
      type
      on
      condition
      basis
    }
  }
}
    `) as unknown as TypedDocumentString<MembersOfABodyQuery, MembersOfABodyQueryVariables>;
export const MembersOfAGroupDocument = new TypedDocumentString(`
    query MembersOfAGroup($group: String! = "“一区五园”所在地政府（管委会）") {
  unitGroup(name: $group) {
    aliases {
      name
      kind
    }
    members {
      unit {
        name
      }
      task {
        number
      }
      basis
      reason
    }
  }
}
    `) as unknown as TypedDocumentString<MembersOfAGroupQuery, MembersOfAGroupQueryVariables>;
export const MovesOfAPersonDocument = new TypedDocumentString(`
    query MovesOfAPerson($person: String! = "吴曙光") {
  person(name: $person) {
    name
    personnelChanges {
      type
      sentence
      probation
      post {
        title
        unit {
          name
        }
      }
      document {
        title
      }
      evidence {
        line
        quote
      }
    }
    memberships {
      role
      body {
        name
      }
      posts {
        title
        unit {
          name
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MovesOfAPersonQuery, MovesOfAPersonQueryVariables>;
export const PartsOfTasksDocument = new TypedDocumentString(`
    query PartsOfTasks($kind: TaskKind! = REMEDIATION, $numbers: [Int!]! = [28, 29]) {
  tasks(where: {kind: {eq: $kind}, number: {in: $numbers}}) {
    nodes {
      number
      name
      parts {
        number
        name
        milestones {
          raw
          latest
          phase
        }
      }
      responsibilities {
        role
        basis
        party {
          ... on Unit {
            name
          }
          ... on UnitGroup {
            name
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PartsOfTasksQuery, PartsOfTasksQueryVariables>;
export const PeopleWhoMovedBetweenUnitsDocument = new TypedDocumentString(`
    query PeopleWhoMovedBetweenUnits($from: String! = "温州市名城建设投资集团有限公司", $to: String! = "温州市城市建设发展集团有限公司") {
  people(
    first: 100
    where: {AND: [{personnelChanges: {some: {type: {eq: REMOVED}, unit: {name: {eq: $from}}}}}, {personnelChanges: {some: {type: {eq: APPOINTED}, unit: {name: {eq: $to}}}}}]}
  ) {
    totalCount
    nodes {
      name
      personnelChanges {
        type
        post {
          title
          unit {
            name
          }
        }
        evidence {
          line
          quote
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PeopleWhoMovedBetweenUnitsQuery, PeopleWhoMovedBetweenUnitsQueryVariables>;
export const PlacesWithinAPlaceDocument = new TypedDocumentString(`
    query PlacesWithinAPlace($place: String! = "龙湾区", $kind: PlaceKind! = ROAD) {
  places(first: 50, where: {kind: {eq: $kind}, within: {name: {eq: $place}}}) {
    nodes {
      name
      withinFacts {
        place {
          name
        }
        basis
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PlacesWithinAPlaceQuery, PlacesWithinAPlaceQueryVariables>;
export const PostsInAUnitDocument = new TypedDocumentString(`
    query PostsInAUnit($unit: String! = "温州市民政局") {
  unit(name: $unit) {
    name
    posts {
      title
      personnelChanges {
        type
        probation
        person {
          name
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PostsInAUnitQuery, PostsInAUnitQueryVariables>;
export const SearchByWordsDocument = new TypedDocumentString(`
    query SearchByWords($words: String! = "公园", $types: [String!]! = ["Document", "Unit", "UnitGroup", "Person", "Place", "Task"], $count: Int! = 20) {
  search(text: $words, types: $types, first: $count) {
    totalCount
    edges {
      snippet
      node {
        __typename
        name
        ... on Task {
          kind
          number
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SearchByWordsQuery, SearchByWordsQueryVariables>;
export const SharesOfATaskByPlaceDocument = new TypedDocumentString(`
    query SharesOfATaskByPlace($kind: TaskKind! = REMEDIATION, $number: Int! = 36) {
  tasks(where: {kind: {eq: $kind}, number: {eq: $number}}) {
    nodes {
      name
      targets {
        indicator
        value
        measure
        comparator
        places {
          name
        }
      }
      milestones {
        latest
        phase
      }
      responsibilities {
        role
        scope {
          name
        }
        party {
          ... on Unit {
            name
          }
          ... on UnitGroup {
            name
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SharesOfATaskByPlaceQuery, SharesOfATaskByPlaceQueryVariables>;
export const SoleLegalBasesDocument = new TypedDocumentString(`
    query SoleLegalBases($kinds: [DocumentKind!]! = [NORMATIVE_DOCUMENT, PLAN, INTERPRETATION]) {
  soleBases(first: 100, where: {citing: {kind: {in: $kinds}}}) {
    totalCount
    nodes {
      citing {
        title
      }
      provision {
        path
      }
      cited {
        title
        docNumber
        held
      }
      trigger
      evidence {
        line
        quote
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SoleLegalBasesQuery, SoleLegalBasesQueryVariables>;
export const TargetsOfATaskDocument = new TypedDocumentString(`
    query TargetsOfATask($kind: TaskKind! = PRIORITY, $number: Int! = 1) {
  tasks(where: {kind: {eq: $kind}, number: {eq: $number}}) {
    nodes {
      name
      targets {
        text
        indicator
        value
        valueMax
        comparator
        measure
        due
        evidence {
          quote
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TargetsOfATaskQuery, TargetsOfATaskQueryVariables>;
export const TasksAtAPlaceDocument = new TypedDocumentString(`
    query TasksAtAPlace($place: String! = "滨海大道") {
  tasks(first: 50, where: {place: {name: {eq: $place}}}) {
    nodes {
      kind
      number
      name
      locations {
        relation
        place {
          name
        }
        basis
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TasksAtAPlaceQuery, TasksAtAPlaceQueryVariables>;
export const TasksByFirmnessOfDateDocument = new TypedDocumentString(`
    query TasksByFirmnessOfDate($firmness: Modality! = ASPIRATIONAL) {
  tasks(first: 100, where: {modality: {eq: $firmness}}) {
    nodes {
      kind
      number
      name
      milestones {
        raw
        edtf
        latest
        phase
        modality
        dependsOnPlaces {
          name
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TasksByFirmnessOfDateQuery, TasksByFirmnessOfDateQueryVariables>;
export const TasksByYearAndPlaceDocument = new TypedDocumentString(`
    query TasksByYearAndPlace($kind: TaskKind! = TRANSPORT) {
  taskGroups(by: [DUE_YEAR, PLACE], where: {kind: {eq: $kind}}) {
    keys {
      dimension
      value
    }
    count
    investmentYuan
    withoutInvestment
  }
}
    `) as unknown as TypedDocumentString<TasksByYearAndPlaceQuery, TasksByYearAndPlaceQueryVariables>;
export const TasksCountedByLeadDocument = new TypedDocumentString(`
    query TasksCountedByLead($kind: TaskKind! = TRANSPORT, $expandGroups: Boolean! = false) {
  taskGroups(
    by: [LEAD_UNIT]
    where: {kind: {eq: $kind}}
    expandGroups: $expandGroups
  ) {
    keys {
      value
    }
    count
    investmentYuan
    withoutInvestment
  }
}
    `) as unknown as TypedDocumentString<TasksCountedByLeadQuery, TasksCountedByLeadQueryVariables>;
export const TasksDueInAPeriodDocument = new TypedDocumentString(`
    query TasksDueInAPeriod($from: Date! = "2021-01-01", $to: Date! = "2021-12-31", $kinds: [TaskKind!]! = [BLOCK, TRANSPORT, REMEDIATION, PRIORITY, PROVISION_DUTY]) {
  tasks(
    first: 100
    where: {kind: {in: $kinds}, due: {gte: $from, lte: $to}}
    orderBy: {field: DUE, direction: ASC}
  ) {
    totalCount
    nodes {
      kind
      number
      name
      milestones {
        raw
        latest
        phase
        part {
          name
        }
      }
      responsibilities {
        role
        party {
          ... on Unit {
            name
          }
          ... on UnitGroup {
            name
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TasksDueInAPeriodQuery, TasksDueInAPeriodQueryVariables>;
export const TasksWithoutDeadlineDocument = new TypedDocumentString(`
    query TasksWithoutDeadline($kind: TaskKind! = TRANSPORT) {
  tasks(first: 100, where: {kind: {eq: $kind}, due: {isNull: true}}) {
    totalCount
    nodes {
      number
      name
      milestones {
        raw
        phase
        modality
      }
      responsibilities {
        role
        party {
          ... on Unit {
            name
          }
          ... on UnitGroup {
            name
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TasksWithoutDeadlineQuery, TasksWithoutDeadlineQueryVariables>;
export const TasksWithoutInvestmentDocument = new TypedDocumentString(`
    query TasksWithoutInvestment($kind: TaskKind! = TRANSPORT) {
  tasks(first: 100, where: {kind: {eq: $kind}, investmentYuan: {isNull: true}}) {
    totalCount
    nodes {
      number
      name
      investment {
        raw
        yuan
        approximate
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TasksWithoutInvestmentQuery, TasksWithoutInvestmentQueryVariables>;
export const UnitSuccessionsDocument = new TypedDocumentString(`
    query UnitSuccessions($count: Int! = 50) {
  unitChanges(first: $count) {
    nodes {
      type
      basis
      on
      original {
        name
        kind
      }
      resulting {
        name
      }
      reason
      evidence {
        line
      }
    }
  }
}
    `) as unknown as TypedDocumentString<UnitSuccessionsQuery, UnitSuccessionsQueryVariables>;
export const UnitsThatNeverLeadDocument = new TypedDocumentString(`
    query UnitsThatNeverLead($kind: UnitKind! = DEPARTMENT) {
  units(
    first: 100
    where: {kind: {eq: $kind}, responsibilities: {some: {}, none: {role: {in: [LEAD, SOLE]}}}}
  ) {
    totalCount
    nodes {
      name
      responsibilities(first: 100) {
        nodes {
          role
          task {
            kind
            number
            name
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<UnitsThatNeverLeadQuery, UnitsThatNeverLeadQueryVariables>;
export const WhatADocumentRestsOnDocument = new TypedDocumentString(`
    query WhatADocumentRestsOn($docNumber: String! = "温政发〔2020〕2号", $day: Date! = "2024-09-13") {
  document(docNumber: $docNumber) {
    title
    dependencies(first: 100, asOf: $day) {
      totalCount
      nodes {
        rootCause {
          title
          docNumber
        }
        status {
          value
          basis
          since
        }
        depth
        chain {
          role
          provision {
            path
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WhatADocumentRestsOnQuery, WhatADocumentRestsOnQueryVariables>;
export const WhatLoadsChangedDocument = new TypedDocumentString(`
    query WhatLoadsChanged($since: DateTime! = "2020-01-01T00:00:00Z", $type: ChangeType! = CHANGED) {
  changes(first: 100, since: $since) {
    nodes {
      gazette
      entries(first: 100, type: $type) {
        totalCount
        nodes {
          type
          thingType
          thingName
          file
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WhatLoadsChangedQuery, WhatLoadsChangedQueryVariables>;
export const WhatRestsOnADocumentDocument = new TypedDocumentString(`
    query WhatRestsOnADocument($docNumber: String! = "浙政发〔2014〕38号", $day: Date! = "2026-11-24") {
  document(docNumber: $docNumber) {
    title
    status(asOf: $day) {
      value
    }
    dependents(first: 100, asOf: $day) {
      totalCount
      nodes {
        document {
          title
          kind
          status(asOf: $day) {
            value
          }
        }
        depth
        chain {
          role
          provision {
            path
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WhatRestsOnADocumentQuery, WhatRestsOnADocumentQueryVariables>;
export const WhereInterpretationsDivergeDocument = new TypedDocumentString(`
    query WhereInterpretationsDiverge($count: Int! = 100) {
  divergences(first: $count) {
    totalCount
    nodes {
      note
      about {
        __typename
        ... on Document {
          kind
        }
        ... on Provision {
          path
          document {
            kind
          }
        }
      }
      evidence {
        line
        quote
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WhereInterpretationsDivergeQuery, WhereInterpretationsDivergeQueryVariables>;
export const WhoWasWhereOnADayDocument = new TypedDocumentString(`
    query WhoWasWhereOnADay($day: Date! = "2020-01-06") {
  events(first: 50, where: {on: {eq: $day}}) {
    totalCount
    nodes {
      kind
      participants {
        name
      }
      places {
        name
      }
      activities
    }
  }
}
    `) as unknown as TypedDocumentString<WhoWasWhereOnADayQuery, WhoWasWhereOnADayQueryVariables>;
