import { PersonOrder } from '../people/person.order';
import { indexedProperty, number, orderOf } from '../query/order';

export const EventOrder = orderOf('Event', 'events', {
  DAY: indexedProperty('on', 'The day.'),
  PARTICIPANTS: number('(n)<-[:AT_EVENT]-(:Participation)-[:BY_PERSON]->(counted:Person)', 'Number of people who took part.'),
});

PersonOrder.extend('EVENTS', number('(n)<-[:BY_PERSON]-(:Participation)-[:AT_EVENT]->(counted:Event)', 'Number of events the person took part in.'));
