import { enumFilter } from '../query/filters';
import { Basis } from './node.row';

export const BasisFilter = enumFilter('BasisFilter', Basis);
