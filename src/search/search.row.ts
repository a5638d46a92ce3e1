import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Entity } from '../provenance/entity.row';
import { PageInfo } from '../query/page';

@ObjectType({ description: 'One hit of a search.', simpleResolvers: true })
export class SearchEdge {
  @Field(() => String, { description: 'Where this hit stands in this search; opaque.' })
  cursor!: string;
  @Field(() => Entity, { description: 'What was found.' })
  node!: Entity;
  @Field(() => Float, { description: 'How well it fits; only comparable within one search.' })
  score!: number;
  @Field(() => String, { description: 'Plain text around the hit, the hit between ⟦ and ⟧.' })
  snippet!: () => string;
}

@ObjectType({ description: 'A page of hits, best score first.', simpleResolvers: true })
export class SearchConnection {
  @Field(() => [SearchEdge], { description: 'The page, each with its cursor, score and snippet.' })
  edges!: SearchEdge[];
  @Field(() => [Entity], { description: 'The page without cursors.' })
  nodes!: Entity[];
  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: PageInfo;
  @Field(() => Int, { description: 'How many hits there are, counted only when asked for; 10,000 stands for that many or more.' })
  totalCount!: () => Promise<number>;
  @Field(() => [String], { description: 'Did you mean: up to five names of the types asked for that come near the text, nearest first. Worked out only when asked for; empty when something is found that holds every word as it was typed.' })
  suggestions!: () => Promise<string[]>;
}
