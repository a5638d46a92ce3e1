import { type GraphiQLPlugin, pick, useGraphiQL } from '@graphiql/react';
import { useState } from 'react';
import './questions.css';

export interface Question { name: string; chinese: string; english: string; operation: string; parameters: { name: string; defaultJson: string }[] }

const LIST = '{ questions { name chinese english operation parameters { name defaultJson } } }';

export async function savedQuestions(): Promise<Question[]> {
  const response = await fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: LIST }) });
  const { data } = (await response.json()) as { data: { questions: Question[] } };
  return data.questions;
}

/** What goes into the editor of the variables. */
export const defaultsOf = ({ parameters }: Question): string =>
  JSON.stringify(Object.fromEntries(parameters.map(({ name, defaultJson }) => [name, JSON.parse(defaultJson)])), null, 2);

/** Every word typed must stand in the question, in whichever language, or in its name. */
const fits = ({ name, chinese, english }: Question, typed: string): boolean => {
  const words = `${name} ${chinese} ${english}`.toLowerCase();
  return typed.toLowerCase().split(/\s+/).every((word) => words.includes(word));
};

function Questions({ questions }: { questions: Question[] }) {
  const { queryEditor, variableEditor } = useGraphiQL(pick('queryEditor', 'variableEditor'));
  const [typed, setTyped] = useState('');
  const shown = questions.filter((question) => fits(question, typed));
  return (
    <section aria-label="问题 Questions" className="saved-questions">
      <h2>问题 Questions</h2>
      <p>点一个问题，再按运行；下面的变量可以改。<span lang="en">Choose a question, then run it; its variables below may be changed.</span></p>
      <label>筛选 <span lang="en">Filter</span> <input type="search" value={typed} onChange={(event) => setTyped(event.target.value)} /></label>
      <p role="status">{questions.length === 0 ? '没有取到问题，请重新载入本页。No questions came; reload the page.' : `${shown.length} / ${questions.length}`}</p>
      <ul>
        {shown.map((question) => (
          <li key={question.name}>
            <button type="button" onClick={() => { queryEditor?.setValue(question.operation); variableEditor?.setValue(defaultsOf(question)); }}>
              <span>{question.chinese}</span>
              <span lang="en">{question.english}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const Icon = () => (
  <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round">
    <circle cx="12" cy="12" r="10" />
    <path d="M9 9.5a3 3 0 1 1 4.2 2.7c-.8.4-1.2 1-1.2 1.8M12 17v.1" />
  </svg>
);

export const questionsPlugin = (questions: Question[]): GraphiQLPlugin => ({ title: '问题 Questions', icon: Icon, content: () => <Questions questions={questions} /> });
