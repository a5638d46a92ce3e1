import { indexedProperty, orderOf, property } from '../query/order';

export const PlaceOrder = orderOf('Place', 'places', {
  NAME: indexedProperty('nameSort', 'Name, by pinyin.'),
  ADMIN_CODE: property('adminCode', 'GB/T 2260 code.'),
  AREA: property('areaKm2', 'Area in km².'),
});
