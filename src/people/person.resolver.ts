import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Input } from '../query/compiler';
import { connectionOf } from '../query/connection';
import type { RequestContext } from '../query/context';
import { byName } from '../query/lookup';
import { type Connection, page, PageArgs } from '../query/page';
import { PersonFilter, PersonnelChangeFilter, PostFilter } from './person.filter';
import { Person, PersonnelChange, Post, UnitChange } from './person.row';

const PersonConnection = connectionOf('Person', () => Person);
const PersonnelChangeConnection = connectionOf('PersonnelChange', () => PersonnelChange);
const PostConnection = connectionOf('Post', () => Post);
const UnitChangeConnection = connectionOf('UnitChange', () => UnitChange);

@Resolver()
export class PersonResolver {
  @Query(() => Person, { nullable: true, description: 'A person by exact name or alias; null when none, AMBIGUOUS_NAME with the candidates when several.' })
  person(@Arg('name', () => String, { description: 'The name; layout spaces do not matter.' }) name: string, @Ctx() context: RequestContext): Promise<Person | null> {
    return byName<Person>(context, 'Person', name);
  }

  @Query(() => PersonConnection, { description: 'People, as printed.' })
  people(
    @Arg('where', () => PersonFilter.input, { nullable: true, description: 'Only people who satisfy this.' }) where: Input | undefined,
    @Args(() => PageArgs) args: PageArgs, @Ctx() context: RequestContext,
  ): Promise<Connection<Person>> {
    return page<Person>(context, { of: { label: 'Person' }, filter: PersonFilter, where }, args);
  }

  @Query(() => PersonnelChangeConnection, { description: 'Appointments and removals, as printed.' })
  personnelChanges(
    @Arg('where', () => PersonnelChangeFilter.input, { nullable: true, description: 'Only changes that satisfy this.' }) where: Input | undefined,
    @Args(() => PageArgs) args: PageArgs, @Ctx() context: RequestContext,
  ): Promise<Connection<PersonnelChange>> {
    return page<PersonnelChange>(context, { of: { label: 'PersonnelChange' }, filter: PersonnelChangeFilter, where }, args);
  }

  @Query(() => PostConnection, { description: 'Posts, as printed.' })
  posts(
    @Arg('where', () => PostFilter.input, { nullable: true, description: 'Only posts that satisfy this.' }) where: Input | undefined,
    @Args(() => PageArgs) args: PageArgs, @Ctx() context: RequestContext,
  ): Promise<Connection<Post>> {
    return page<Post>(context, { of: { label: 'Post' }, filter: PostFilter, where }, args);
  }

  @Query(() => UnitChangeConnection, { description: 'What became of units, as printed.' })
  unitChanges(@Args(() => PageArgs) args: PageArgs, @Ctx() context: RequestContext): Promise<Connection<UnitChange>> {
    return page<UnitChange>(context, { of: { label: 'UnitChange' } }, args);
  }
}
