import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'One value that may be given when a saved question is asked.', simpleResolvers: true })
export class QuestionParameter {
  @Field(() => String, { description: 'Its name, without the $.' })
  name!: string;
  @Field(() => String, { description: 'Its GraphQL type, such as Date! or [TaskKind!]!.' })
  type!: string;
  @Field(() => String, { description: 'What is asked with when it is left out, as JSON text.' })
  defaultJson!: string;
  @Field(() => String, { description: 'What it means, in Chinese and in English.' })
  description!: string;
}

@ObjectType({ description: 'A question that is kept with the API: an operation with a stable name, ready to be sent, with typed parameters.', simpleResolvers: true })
export class SavedQuestion {
  @Field(() => String, { description: 'Its stable name; the operation has the same.' })
  name!: string;
  @Field(() => String, { description: 'The question in Chinese words.' })
  chinese!: string;
  @Field(() => String, { description: 'The question in English words.' })
  english!: string;
  @Field(() => [QuestionParameter], { description: 'What may be given with it, as variables; each has a default.' })
  parameters!: QuestionParameter[];
  @Field(() => String, { description: 'The operation itself, to be sent as `query`.' })
  operation!: string;
}
