import { Field, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { describedEnum } from '../query/enums';

export const ChangeType = describedEnum('ChangeType', 'What a load did to a thing.', { ADDED: 'It is new.', CHANGED: 'What is recorded of it changed.', RETIRED: 'It is no longer recorded.' });

@ObjectType({ description: 'One thing that a load added, changed or retired. Aliases, boundaries and participations count with the thing they belong to.', simpleResolvers: true })
export class Change {
  @Field(() => ChangeType, { description: 'What happened to it.' })
  type!: keyof typeof ChangeType;
  @Field(() => String, { description: 'Its global id; it resolves unless the thing was retired.' })
  thingId!: string;
  @Field(() => String, { description: 'Its type, as the schema names it.' })
  thingType!: string;
  @Field(() => String, { nullable: true, description: 'Its name; null for facts without one.' })
  thingName!: string | null;
  @Field(() => String, { description: 'The record file it comes from, under seeds/.' })
  file!: string;
}

@ObjectType({ description: 'What one load did, one set for each gazette of it.', simpleResolvers: true })
export class ChangeSet {
  @Field(() => GraphQLDateTime, { description: 'When it was loaded.' })
  at!: Date;
  @Field(() => String, { description: 'The graph version that it led to.' })
  version!: string;
  @Field(() => String, { description: 'Folder of the gazette under seeds/; `outside` for seeds/effects.yaml.' })
  gazette!: string;
  @Field(() => Int, { description: 'Number of things added.' })
  added!: number;
  @Field(() => Int, { description: 'Number of things changed.' })
  changed!: number;
  @Field(() => Int, { description: 'Number of things retired.' })
  retired!: number;
  entries!: string[];
}
