import { ObjectType } from 'type-graphql';
import { Document } from '../documents/document.row';
import { Person, Post } from '../people/person.row';
import { Place } from '../places/place.row';
import { Node, Proved } from '../provenance/node.row';
import { describedEnum } from '../query/enums';
import { Related } from '../query/relation';
import { Column, GraphRow, Optional } from '../query/row';
import { GraphQLDay } from '../query/scalars';

export const EventKind = describedEnum('EventKind', 'Which part of the issue tells it.', { CHRONICLE: 'An entry (△) of the 政府记事.', NEWS: 'A meeting of a 简讯, a caption or an article.' });

@GraphRow()
@ObjectType({ implements: [Node], description: 'A happening as one part of the issue tells it; `sameAs` leads to how another part tells it.' })
export class Event extends Node {
  @Optional(() => GraphQLDay, 'Null when no day is printed, or several; `edtf` then says what is known (2020-01-06/2020-01-07).')
  on!: string | null;
  @Optional(() => String, 'EDTF (ISO 8601-2); null when nothing is printed of when it was.')
  edtf!: string | null;
  @Column(() => EventKind, 'Which part of the issue tells it.')
  kind!: keyof typeof EventKind;
  @Column(() => String, 'What happened, in our own words.')
  summary!: string;
  @Column(() => [String], 'One short phrase per activity: an entry can hold two.')
  activities!: string[];
  @Related(() => [Person], { pattern: '(p)<-[:AT_EVENT]-(t:Participation)-[:BY_PERSON]->(n:Person)', order: 't.position' }, 'Who took part, in printed order.')
  participants!: Person[];
  @Related(() => [Participation], { pattern: '(p)<-[:AT_EVENT]-(n:Participation)', order: 'n.position' }, 'The same people with the posts they are printed with and what they did.')
  participations!: Participation[];
  @Related(() => [Place], { pattern: '(p)-[r:HELD_AT]->(n:Place)', order: 'r.position' }, 'Where it was; empty when not printed.')
  places!: Place[];
  @Related(() => Document, { pattern: '(p)-[:TOLD_IN]->(n:Document)' }, 'The brief or the 政府记事 it is told in; null for captions.', { nullable: true })
  document!: Document | null;
  @Related(() => [Event], { pattern: '(p)-[:SAME_AS]-(n:Event)', distinct: true }, 'The same happening as another part of the issue tells it.')
  sameAs!: Event[];
  @Proved('Where it is printed.')
  evidence!: string[];
}

@GraphRow()
@ObjectType({ implements: [Node], description: 'One person at an event. `posts` as printed before the name (市长, 副市长); `role` such as 主持, 出席, 讲话.' })
export class Participation extends Node {
  @Related(() => Person, { pattern: '(p)-[:BY_PERSON]->(n:Person)' }, 'Who.')
  person!: Person;
  @Related(() => [Post], { pattern: '(p)-[r:BY_POST]->(n:Post)', order: 'r.position' }, 'The posts printed with the name; a title before a list of names holds for the whole list.')
  posts!: Post[];
  @Optional(() => String, 'What the person did there: 主持, 出席, 讲话; null when not printed.')
  role!: string | null;
  @Proved('Where it is printed.')
  evidence!: string[];
}
