import { BasisFilter } from '../provenance/basis.filter';
import { BooleanFilter, DateFilter, defineFilter, enumFilter, type FilterDefinition, indexed, listFilter, many, names, one, scalar, StringFilter } from '../query/filters';
import { UnitFilter, UnitListFilter } from '../units/unit.filter';
import { PersonnelChangeType, UnitChangeType } from './person.row';

export const PersonListFilter = listFilter('PersonListFilter', () => PersonFilter.input);
const MembershipListFilter = listFilter('MembershipListFilter', () => MembershipFilter.input);
const PersonnelChangeListFilter = listFilter('PersonnelChangeListFilter', () => PersonnelChangeFilter.input);

export const PersonFilter: FilterDefinition = defineFilter('PersonFilter', 'A condition on people; every field given must hold.', {
  name: names(),
  personnelChanges: many(() => PersonnelChangeListFilter, () => PersonnelChangeFilter, (n, o) => `(${n})<-[:OF_PERSON]-(${o}:PersonnelChange)`, 'Appointments and removals.'),
  memberships: many(() => MembershipListFilter, () => MembershipFilter, (n, o) => `(${n})<-[:SEAT_OF_PERSON]-(${o}:Membership)`, 'Seats in leading groups and boards.'),
});

export const MembershipFilter: FilterDefinition = defineFilter('MembershipFilter', 'A condition on seats; every field given must hold.', {
  role: scalar('role', StringFilter, 'The role as printed.'),
  person: one(() => PersonFilter, (n, o) => `(${n})-[:SEAT_OF_PERSON]->(${o}:Person)`, 'Who sits there.'),
  body: one(() => UnitFilter, (n, o) => `(${n})-[:IN_BODY]->(${o}:Unit)`, 'The leading group or board.'),
});

export const PersonnelChangeFilter: FilterDefinition = defineFilter('PersonnelChangeFilter', 'A condition on appointments and removals; every field given must hold.', {
  type: scalar('type', enumFilter('PersonnelChangeTypeFilter', PersonnelChangeType), 'Into the post, or out of it.'),
  person: one(() => PersonFilter, (n, o) => `(${n})-[:OF_PERSON]->(${o}:Person)`, 'Who.'),
  unit: one(() => UnitFilter, (n, o) => `(${n})-[:TO_POST]->(:Post)-[:POST_IN]->(${o}:Unit)`, 'The unit of the post.'),
  postTitle: indexed('postTitle', StringFilter, 'Title of the post without its unit.'),
  probation: scalar('probation', BooleanFilter, 'Whether （试用期一年） stands for its sentence.'),
});

export const PostFilter: FilterDefinition = defineFilter('PostFilter', 'A condition on posts; every field given must hold.', {
  title: indexed('title', StringFilter, 'Title without the unit.'),
  unit: one(() => UnitFilter, (n, o) => `(${n})-[:POST_IN]->(${o}:Unit)`, 'The unit it is in.'),
  personnelChanges: many(() => PersonnelChangeListFilter, () => PersonnelChangeFilter, (n, o) => `(${n})<-[:TO_POST]-(${o}:PersonnelChange)`, 'Appointments to it and removals from it.'),
});

export const UnitChangeFilter: FilterDefinition = defineFilter('UnitChangeFilter', 'A condition on what became of units; every field given must hold.', {
  type: scalar('type', enumFilter('UnitChangeTypeFilter', UnitChangeType), 'What happened.'),
  on: scalar('on', DateFilter, 'The day.'),
  basis: scalar('basis', BasisFilter, 'How it is known.'),
  original: many(() => UnitListFilter, () => UnitFilter, (n, o) => `(${n})-[:FROM_UNIT]->(${o}:Unit)`, 'The units before.'),
  resulting: many(() => UnitListFilter, () => UnitFilter, (n, o) => `(${n})-[:TO_UNIT]->(${o}:Unit)`, 'The units afterwards.'),
});

UnitFilter.extend('memberships', many(() => MembershipListFilter, () => MembershipFilter, (n, o) => `(${n})<-[:IN_BODY]-(${o}:Membership)`, 'Seats in it.'));
