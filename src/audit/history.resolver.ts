import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { connectionOf } from '../query/connection';
import type { RequestContext } from '../query/context';
import { pageOfList } from '../query/list';
import type { Connection } from '../query/page';
import { question } from '../store/cypher';
import { Change, ChangeSet, ChangeType } from './history.row';

const CHANGE_SETS = question('audit/change-sets');
const ChangeConnection = connectionOf('Change', () => Change);
const ChangeSetConnection = connectionOf('ChangeSet', () => ChangeSet);

@ArgsType()
class ForwardArgs {
  @Field(() => Int, { nullable: true, description: 'The first N, 1–100; 20 when left out.' })
  first?: number;
  @Field(() => String, { nullable: true, description: 'Only what comes after this cursor.' })
  after?: string;
}

@Resolver(() => ChangeSet)
export class HistoryResolver {
  @Query(() => ChangeSetConnection, { description: 'Every load as a recorded change set, oldest first.' })
  async changes(
    @Arg('since', () => GraphQLDateTime, { nullable: true, description: 'Only loads at or after this time; all when left out.' }) since: Date | undefined,
    @Args(() => ForwardArgs) args: ForwardArgs, @Ctx() context: RequestContext,
  ): Promise<Connection<ChangeSet>> {
    const rows = await context.store.run(CHANGE_SETS, { since: since?.toISOString() ?? '' });
    return pageOfList(rows.map((row) => {
      const stored = row.changeSet as { at: string; gazette: string };
      return { key: `${stored.at} ${stored.gazette}`, node: Object.assign(new ChangeSet(), stored, { at: new Date(stored.at) }) };
    }), args);
  }

  @FieldResolver(() => ChangeConnection, { description: 'The things, in the order in which they were written.' })
  entries(
    @Root() root: ChangeSet,
    @Arg('type', () => ChangeType, { nullable: true, description: 'Only those to which this happened.' }) type: string | undefined,
    @Args(() => ForwardArgs) args: ForwardArgs,
  ): Promise<Connection<Change>> {
    const changes = root.entries.map((entry) => JSON.parse(entry) as [string, string, string, string, string]).filter(([each]) => !type || each === type);
    return Promise.resolve(pageOfList(changes.map(([each, thingId, thingType, name, file]) => ({
      key: `${each} ${thingId}`, node: Object.assign(new Change(), { type: each, thingId, thingType, thingName: name || null, file }),
    })), args));
  }
}
