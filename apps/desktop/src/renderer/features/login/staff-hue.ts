/** A colour for a person that stays theirs: from the id, since names change. */
export function staffHue(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + character.charCodeAt(0)) % 3600;
  return (sum % 12) * 30;
}
