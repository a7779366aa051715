/** Hands a file, or the address of one that is sent as a download, to the browser's downloads. */
export function saveFile(file: Blob | string, name: string): void {
  if (typeof file === 'string') {
    location.assign(file);
    return;
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has taken it up by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
