import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';
import * as analyst from './analyst/cypher.resolver';
import * as audit from './audit/audit.resolver';
import * as history from './audit/history.resolver';
import * as citationGroups from './documents/citation-groups';
import * as documents from './documents/document.resolver';
import './documents/effect.resolver';
import * as eventGroups from './events/event-groups';
import * as events from './events/event.resolver';
import * as paths from './paths/path.resolver';
import * as people from './people/person.resolver';
import * as personnelChangeGroups from './people/personnel-change-groups';
import * as places from './places/place.resolver';
import * as questions from './questions/question.resolver';
import * as search from './search/search.resolver';
import * as taskGroups from './tasks/task-groups';
import * as tasks from './tasks/task.resolver';
import * as units from './units/unit.resolver';

const rooms = [places, units, people, personnelChangeGroups, tasks, taskGroups, documents, citationGroups, events, eventGroups, audit, history, search, paths, questions, analyst];

/** The whole schema: every resolver class that a room exports. */
export function makeSchema(): GraphQLSchema {
  const resolvers = rooms.flatMap((room) => Object.entries(room).filter(([name]) => name.endsWith('Resolver')).map(([, resolver]) => resolver));
  return buildSchemaSync({ resolvers: resolvers as unknown as NonEmptyArray<() => unknown>, validate: false });
}
