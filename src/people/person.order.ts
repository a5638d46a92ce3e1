import { number, orderOf, property, related } from '../query/order';
import { UnitOrder } from '../units/unit.order';

export const PersonOrder = orderOf('Person', 'people', {
  NAME: property('nameSort', 'Name, by pinyin.'),
  PERSONNEL_CHANGES: number('(n)<-[:OF_PERSON]-(counted:PersonnelChange)', 'Number of appointments and removals.'),
  MEMBERSHIPS: number('(n)<-[:SEAT_OF_PERSON]-(counted:Membership)', 'Number of seats in leading groups and boards.'),
});

export const PersonnelChangeOrder = orderOf('PersonnelChange', 'appointments and removals', {
  PERSON_NAME: related('(n)-[:OF_PERSON]->(person:Person)', 'person.nameSort', 'Name of the person, by pinyin.'),
  POST_TITLE: related('(n)-[:TO_POST]->(post:Post)', 'post.nameSort', 'Title of the post without its unit, by pinyin.'),
  UNIT_NAME: related('(n)-[:TO_POST]->(:Post)-[:POST_IN]->(unit:Unit)', 'unit.nameSort', 'Name of the unit of the post, by pinyin.'),
});

export const PostOrder = orderOf('Post', 'posts', {
  TITLE: property('nameSort', 'Title without the unit, by pinyin.'),
  UNIT_NAME: related('(n)-[:POST_IN]->(unit:Unit)', 'unit.nameSort', 'Name of the unit, by pinyin.'),
  PERSONNEL_CHANGES: number('(n)<-[:TO_POST]-(counted:PersonnelChange)', 'Number of appointments to it and removals from it.'),
});

export const UnitChangeOrder = orderOf('UnitChange', 'changes of units', {
  DAY: property('on', 'The day.'),
  UNITS: number('(n)-[:FROM_UNIT|TO_UNIT]->(counted:Unit)', 'Number of units that it concerns, before and afterwards.'),
});

UnitOrder.extend('PERSONNEL_CHANGES', number('(n)<-[:POST_IN]-(:Post)<-[:TO_POST]-(counted:PersonnelChange)', 'Number of appointments to and removals from its posts.'));
UnitOrder.extend('MEMBERSHIPS', number('(n)<-[:IN_BODY]-(counted:Membership)', 'Number of seats in it.'));
