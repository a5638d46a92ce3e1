import { badUserInput } from '../errors';

/** Refuses a number out of its range; one that is not given is none. */
export function checkRange(argument: string, value: number | null | undefined, least: number, most: number): void {
  if (value !== undefined && value !== null && (value < least || value > most)) throw badUserInput(argument, `give a number from ${least} to ${most}`);
}
