import { useMutation } from '@tanstack/react-query';
import { file } from '../../../lib/http/request.ts';
import { path } from '../../../lib/http/path.ts';
import { saveFile } from '../../../lib/saveFile.ts';

/** Saves the members of a segment as a CSV file. */
export function useDownloadMembers(id: string) {
  return useMutation({
    mutationFn: () => file(path`/api/v1/segments/${id}/members.csv`),
    onSuccess: (members) => {
      saveFile(members, `members-${id}.csv`);
    },
  });
}
