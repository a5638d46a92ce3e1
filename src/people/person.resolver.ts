import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import { connectionOf } from '../query/connection';
import type { RequestContext } from '../query/context';
import { type ListArgs, listOf } from '../query/list-args';
import { byName } from '../query/lookup';
import { type Connection, page } from '../query/page';
import { PersonFilter, PersonnelChangeFilter, PostFilter, UnitChangeFilter } from './person.filter';
import { PersonnelChangeOrder, PersonOrder, PostOrder, UnitChangeOrder } from './person.order';
import { Person, PersonnelChange, Post, UnitChange } from './person.row';

const PersonConnection = connectionOf('Person', () => Person);
const PersonnelChangeConnection = connectionOf('PersonnelChange', () => PersonnelChange);
const PostConnection = connectionOf('Post', () => Post);
const UnitChangeConnection = connectionOf('UnitChange', () => UnitChange);
const PersonList = listOf('Person', 'people', PersonFilter, PersonOrder);
const PersonnelChangeList = listOf('PersonnelChange', 'changes', PersonnelChangeFilter, PersonnelChangeOrder);
const PostList = listOf('Post', 'posts', PostFilter, PostOrder);
const UnitChangeList = listOf('UnitChange', 'changes', UnitChangeFilter, UnitChangeOrder);

@Resolver()
export class PersonResolver {
  @Query(() => Person, { nullable: true, description: 'A person by exact name or alias; null when none, AMBIGUOUS_NAME with the candidates when several.' })
  person(@Arg('name', () => String, { description: 'The name; layout spaces do not matter.' }) name: string, @Ctx() context: RequestContext): Promise<Person | null> {
    return byName<Person>(context, 'Person', name);
  }

  @Query(() => PersonConnection, { description: 'People, as printed unless an order is asked for.' })
  people(@Args(() => PersonList.Args) args: ListArgs, @Ctx() context: RequestContext): Promise<Connection<Person>> {
    return page<Person>(context, { of: { label: 'Person' }, ...PersonList.asked(args) }, args);
  }

  @Query(() => PersonnelChangeConnection, { description: 'Appointments and removals, as printed unless an order is asked for.' })
  personnelChanges(@Args(() => PersonnelChangeList.Args) args: ListArgs, @Ctx() context: RequestContext): Promise<Connection<PersonnelChange>> {
    return page<PersonnelChange>(context, { of: { label: 'PersonnelChange' }, ...PersonnelChangeList.asked(args) }, args);
  }

  @Query(() => PostConnection, { description: 'Posts, as printed unless an order is asked for.' })
  posts(@Args(() => PostList.Args) args: ListArgs, @Ctx() context: RequestContext): Promise<Connection<Post>> {
    return page<Post>(context, { of: { label: 'Post' }, ...PostList.asked(args) }, args);
  }

  @Query(() => UnitChangeConnection, { description: 'What became of units, as printed unless an order is asked for.' })
  unitChanges(@Args(() => UnitChangeList.Args) args: ListArgs, @Ctx() context: RequestContext): Promise<Connection<UnitChange>> {
    return page<UnitChange>(context, { of: { label: 'UnitChange' }, ...UnitChangeList.asked(args) }, args);
  }
}
