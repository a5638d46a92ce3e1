import { PlaceOrder } from '../places/place.order';
import { indexedProperty, number, orderOf, property, related } from '../query/order';
import { UnitOrder } from '../units/unit.order';

const ofTask = (value: string, description: string): ReturnType<typeof related> => related('(n)-[:DUTY_FOR]->(task:Task)', `task.${value}`, description);
const answeredFor = (also = ''): string => `(n)<-[:HELD_BY]-(duty:Responsibility)-[:DUTY_FOR]->(counted:Task) WHERE duty.view IN $views${also}`;

export const TaskOrder = orderOf('Task', 'tasks', {
  NUMBER: indexedProperty('number', 'Number in its own table.'),
  DUE: indexedProperty('dueLatest', 'Latest due day.'),
  INVESTMENT: property('investmentYuan', 'Total investment.'),
  NAME: indexedProperty('nameSort', 'Name, by pinyin.'),
  LENGTH: property('lengthKm', 'Length in km.'),
  RESPONSIBILITIES: number('(n)<-[:DUTY_FOR]-(counted:Responsibility) WHERE counted.view IN $views', 'Number of parties that answer for it; a group is one.'),
});

export const ResponsibilityOrder = orderOf('Responsibility', 'responsibilities', {
  PARTY_NAME: related('(n)-[:HELD_BY]->(party:Entity)', 'party.nameSort', 'Name of the unit or group that holds it, by pinyin.'),
  TASK_NUMBER: ofTask('number', 'Number of the task in its own table.'),
  TASK_NAME: ofTask('nameSort', 'Name of the task, by pinyin.'),
  TASK_DUE: ofTask('dueLatest', 'Latest due day of the task.'),
  TASK_INVESTMENT: ofTask('investmentYuan', 'Total investment of the task.'),
});

UnitOrder.extend('TASKS', number(answeredFor(), 'Number of tasks that it answers for by itself, in whatever role.'));
UnitOrder.extend('TASKS_LED', number(answeredFor(" AND duty.role IN ['LEAD', 'SOLE']"), 'Number of tasks that it leads by itself: LEAD or SOLE.'));
PlaceOrder.extend('TASKS', number("(n)<-[:WITHIN*0..]-(site:Place)<-[at:AT]-(counted:Task) WHERE site = n OR NOT at.relation IN ['FROM', 'TO']", 'Number of tasks that lie in it or in a place within it; those that begin or end at it too.'));
