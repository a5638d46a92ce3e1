import { indexedProperty, orderOf } from '../query/order';

export const UnitOrder = orderOf('Unit', 'units', { NAME: indexedProperty('nameSort', 'Name, by pinyin.') });
