const GB = 2 ** 30;
/** US dollars for each GB that an export converts, charged when it succeeds (the reference page of CreateDownload, March 2026). */
const PRICE = 0.03125;

/** Describes what an export costs: `10 GB, about USD 0.31`, or `charged by its size` if the size is not given. */
export function describeCharge(backupSetSize: number | undefined): string {
  if (backupSetSize === undefined) return "charged by its size";
  const size = backupSetSize / GB;
  const dollars = size * PRICE;
  const price = dollars < 0.01 ? "less than USD 0.01" : `about USD ${dollars.toFixed(2)}`;
  return `${size < 0.1 ? "less than 0.1" : Number(size.toFixed(1))} GB, ${price} at USD ${PRICE} per GB`;
}
