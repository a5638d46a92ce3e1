import { orderOf, property } from '../query/order';

export const UnitOrder = orderOf('Unit', 'units', { NAME: property('nameSort', 'Name, by pinyin.') });
