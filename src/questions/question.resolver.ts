import { Arg, Query, Resolver } from 'type-graphql';
import { SAVED_QUESTIONS } from './catalogue';
import { SavedQuestion } from './question.row';

@Resolver()
export class SavedQuestionResolver {
  @Query(() => [SavedQuestion], { description: 'Every saved question, by name: what other people ask, to start from.' })
  questions(): readonly SavedQuestion[] {
    return SAVED_QUESTIONS;
  }

  @Query(() => SavedQuestion, { nullable: true, description: 'A saved question by its name; null when there is none.' })
  question(@Arg('name', () => String, { description: 'Its exact name, such as LeadsInAPlaceByDueDate.' }) name: string): SavedQuestion | null {
    return SAVED_QUESTIONS.find((each) => each.name === name) ?? null;
  }
}
