import { DocumentFilter } from '../documents/document.filter';
import { PersonFilter, PersonListFilter } from '../people/person.filter';
import { PlaceFilter, PlaceListFilter } from '../places/place.filter';
import { DateFilter, defineFilter, enumFilter, type FilterDefinition, indexed, listFilter, many, one, scalar, StringFilter } from '../query/filters';
import { EventKind } from './event.row';

const EventListFilter = listFilter('EventListFilter', () => EventFilter.input);

export const EventFilter: FilterDefinition = defineFilter('EventFilter', 'A condition on events; every field given must hold.', {
  on: indexed('on', DateFilter, 'The day.'),
  kind: indexed('kind', enumFilter('EventKindFilter', EventKind), 'Which part of the issue tells it.'),
  summary: scalar('summary', StringFilter, 'What happened, in our words.'),
  participants: many(() => PersonListFilter, () => PersonFilter, (n, o) => `(${n})<-[:AT_EVENT]-(:Participation)-[:BY_PERSON]->(${o}:Person)`, 'Who took part.'),
  places: many(() => PlaceListFilter, () => PlaceFilter, (n, o) => `(${n})-[:HELD_AT]->(${o}:Place)`, 'Where it was.'),
  document: one(() => DocumentFilter, (n, o) => `(${n})-[:TOLD_IN]->(${o}:Document)`, 'The brief or the 政府记事 it is told in.'),
});

PersonFilter.extend('events', many(() => EventListFilter, () => EventFilter, (n, o) => `(${n})<-[:BY_PERSON]-(:Participation)-[:AT_EVENT]->(${o}:Event)`, 'Events the person took part in.'));
