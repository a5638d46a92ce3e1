import { describedEnum } from '../query/enums';

export const TaskKind = describedEnum('TaskKind', 'Which table or clause lays the task down.', {
  BLOCK: 'Table 1: a block to build.', TRANSPORT: 'Table 2: a transport project.', REMEDIATION: 'Table 3: an environmental remediation item.',
  PRIORITY: 'Table 4: a priority task.', PROVISION_DUTY: 'A duty that a clause of the text lays down.',
});
export const ResponsibilityRole = describedEnum('ResponsibilityRole', 'What the party has to do. “Who leads” means LEAD or SOLE.', {
  LEAD: 'Marked * or 牵头.', SOLE: 'The only party named, unmarked.', JOINT: 'One of several where the source marks nobody.', SUPPORT: 'Named beside a marked lead.',
});
export const MilestonePhase = describedEnum('MilestonePhase', 'What is reached on the day.', {
  START: '开工', COMPLETE: '建成, 完成', SUBSTANTIALLY_COMPLETE: '基本建成', FIRST_RESULT: '见成效', CONSOLIDATE: '巩固', TARGET: '到…年 and a goal.', ONGOING: 'Goes on without an end.', OTHER: 'Another step, such as 完成方案.',
});
export const Modality = describedEnum('Modality', 'How firm the day is.', {
  FIRM: 'Laid down.', ASPIRATIONAL: '力争', CONDITIONAL: '具体按…确定', SYNCHRONOUS: '与…同步', REPORTED: 'Reported as done (已开工).',
});
export const TaskPlaceRelation = describedEnum('TaskPlaceRelation', 'What the place is to the task.', {
  LOCATED_IN: 'The place of the work.', FROM: 'Where it begins.', TO: 'Where it ends.', RUNS_ALONG: 'What it runs along.', SERVES: 'What it serves.',
});
export const Comparator = describedEnum('Comparator', 'How a figure is meant.', { EQ: 'Exactly.', GTE: 'At least (以上).', LTE: 'At most (以下).', ABOUT: 'About (约, 左右).' });
