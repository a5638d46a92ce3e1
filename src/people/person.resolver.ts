import { Resolver } from 'type-graphql';
import { connectionOf } from '../query/connection';
import { byName, type Finding, Finds } from '../query/found';
import { type ListArgs, listOf } from '../query/list-args';
import { RootList } from '../query/lists';
import type { PageQuestion } from '../query/page';
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
  @Finds(() => Person, { name: { type: () => String, description: 'The name; layout spaces do not matter.' } }, 'A person by exact name or alias; null when none, AMBIGUOUS_NAME with the candidates when several.')
  person({ name }: { name: string }): Finding {
    return byName('Person', name);
  }

  @RootList(() => PersonConnection, () => PersonList.Args, 'People, as printed unless an order is asked for.')
  people(args: ListArgs): PageQuestion {
    return { of: { label: 'Person' }, ...PersonList.asked(args) };
  }

  @RootList(() => PersonnelChangeConnection, () => PersonnelChangeList.Args, 'Appointments and removals, as printed unless an order is asked for.')
  personnelChanges(args: ListArgs): PageQuestion {
    return { of: { label: 'PersonnelChange' }, ...PersonnelChangeList.asked(args) };
  }

  @RootList(() => PostConnection, () => PostList.Args, 'Posts, as printed unless an order is asked for.')
  posts(args: ListArgs): PageQuestion {
    return { of: { label: 'Post' }, ...PostList.asked(args) };
  }

  @RootList(() => UnitChangeConnection, () => UnitChangeList.Args, 'What became of units, as printed unless an order is asked for.')
  unitChanges(args: ListArgs): PageQuestion {
    return { of: { label: 'UnitChange' }, ...UnitChangeList.asked(args) };
  }
}
