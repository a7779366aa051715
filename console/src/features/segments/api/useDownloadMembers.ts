import { useMutation } from '@tanstack/react-query';
import { paths } from '../../../../../contract/paths.ts';
import { file } from '../../../lib/http/request.ts';
import { saveFile } from '../../../lib/saveFile.ts';

/** Saves the members of a segment as a CSV file. */
export function useDownloadMembers(id: string) {
  return useMutation({
    mutationFn: () => file(paths.membersFile(id)),
    onSuccess: (members) => {
      saveFile(members, `members-${id}.csv`);
    },
  });
}
