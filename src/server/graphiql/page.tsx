import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';

// GraphiQL's ready-made set-up loads its workers from another host; these are ours.
globalThis.MonacoEnvironment = {
  getWorker(_id: string, label: string): Worker {
    const name = label === 'json' || label === 'graphql' ? label : 'editor';
    return new Worker(`/graphiql/${name}.worker.js`);
  },
};

const QUESTION = `# 哪些单位牵头瓯海区范围内、2022年到期的任务?
query LeadersInOuhaiDueIn2022 {
  responsibilities(
    expandGroups: true
    where: {
      role: { in: [LEAD, SOLE] }
      place: { name: { eq: "瓯海区" } }
      task: { due: { gte: "2022-01-01", lte: "2022-12-31" } }
    }
  ) {
    totalCount
    nodes {
      role
      party { ... on Unit { name } ... on UnitGroup { name } }
      viaGroup { name }
      task { kind number name }
      evidence { line quote }
    }
  }
}
`;

const page = document.getElementById('page');
if (page) createRoot(page).render(<GraphiQL fetcher={createGraphiQLFetcher({ url: '/graphql' })} defaultQuery={QUESTION} />);
