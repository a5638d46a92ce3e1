import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { defaultsOf, type Question, questionsPlugin, savedQuestions } from './questions';
import 'graphiql/style.css';

// GraphiQL's ready-made set-up loads its workers from another host; these are ours.
globalThis.MonacoEnvironment = {
  getWorker(_id: string, label: string): Worker {
    const name = label === 'json' || label === 'graphql' ? label : 'editor';
    return new Worker(`/graphiql/${name}.worker.js`);
  },
};

/** What a visitor who has been here before left in the tabs is kept; everybody else begins with this question. */
const FIRST = 'LeadsInAPlaceByDueDate';

function show(page: HTMLElement, questions: Question[]): void {
  const questionsPanel = questionsPlugin(questions);
  const tabs = questions.filter(({ name }) => name === FIRST).map((question) => ({ query: question.operation, variables: defaultsOf(question) }));
  createRoot(page).render(
    <GraphiQL fetcher={createGraphiQLFetcher({ url: '/graphql' })} defaultTabs={tabs.length > 0 ? tabs : undefined} plugins={[questionsPanel, HISTORY_PLUGIN]} visiblePlugin={questionsPanel} defaultEditorToolsVisibility="variables" />,
  );
}

const page = document.getElementById('page');
if (page) void savedQuestions().catch(() => []).then((questions) => show(page, questions));
