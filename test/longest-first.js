const Sequencer = require('@jest/test-sequencer').default;

/** Where there is no record of earlier runs, as on a fresh clone: a long file begun last would leave one of two workers idle. */
const LONGEST = ['runtime', 'lists', 'load', 'filters.fuzz', 'groups', 'export', 'guards', 'cypher', 'copies', 'questions', 'history', 'ahead'];
const placeOf = ({ path }) => {
  const place = LONGEST.findIndex((name) => path.endsWith(`/${name}.test.ts`));
  return place < 0 ? LONGEST.length : place;
};

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => placeOf(one) - placeOf(other));
  }
};
