import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import * as documents from './documents/document.resolver';
import { Alias } from './provenance/entity.row';
import { Boundary, Place, PlaceWithin } from './places/place.row';
import { PlaceResolver } from './places/place.resolver';
import * as tasks from './tasks/task.resolver';
import * as rows from './tasks/task.row';
import { UnitGroupResolver, UnitResolver } from './units/unit.resolver';

/** The whole schema: every room's resolvers. */
export function makeSchema(): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [
      PlaceResolver, UnitResolver, UnitGroupResolver,
      tasks.TaskResolver, tasks.ResponsibilityResolver, tasks.TaskPlaceResolver, tasks.UnitTasksResolver, tasks.UnitGroupMemberTaskResolver, tasks.PlaceTasksResolver,
      documents.DocumentResolver, documents.ProvisionResolver, documents.CitationResolver, documents.GazetteIssueResolver, documents.DiscrepancyResolver,
      documents.EvidenceIssueResolver, documents.TaskDocumentResolver, documents.TargetProvisionResolver, documents.GraphResolver,
    ],
    orphanedTypes: [Alias, Boundary, Place, PlaceWithin, rows.TaskPart, rows.Milestone, rows.Target],
    validate: false,
  });
}
