import { type Failure, fail, ok, type Result } from '@checklist/engine/plugin';
import type { AsanaClient } from './asana-client.ts';
import type { AsanaResult } from './asana-request.ts';
import type { AsanaProject, Named } from './asana-shapes.ts';
import { asanaFailure } from './connect-asana.ts';

/** Where tasks are looked for, and what they are told apart by. */
export interface WantedPlace {
  readonly project: string | undefined;
  readonly section: string;
  readonly tag: string | undefined;
  readonly customField: string | undefined;
}

export interface Place {
  readonly project: AsanaProject;
  readonly section: string;
  /** All sections of that name. */
  readonly sections: readonly Named[];
}

/** Finds all that is named: what is not there would otherwise look like "no open task". */
export async function findPlace(asana: AsanaClient, wanted: WantedPlace): Promise<Result<Place, Failure>> {
  if (wanted.project === undefined || wanted.project === '')
    return fail({
      reason: 'options',
      message: 'neither "project" nor ASANA_PROJECT_ID names a project, expected the id of one',
      hint: 'Set ASANA_PROJECT_ID to the number in the link of the project.',
    });
  const project = await asana.project(wanted.project);
  if (!project.ok) return fail(asanaFailure(project.error, `read Asana project "${wanted.project}"`));
  const { gid, name, workspace } = project.value;
  const inProject = `project "${name}"`;
  const sections = await pick('section', wanted.section, inProject, asana.sections(gid));
  if (!sections.ok) return sections;
  if (wanted.tag !== undefined) {
    const tags = await pick('tag', wanted.tag, 'the workspace', asana.tags(workspace));
    if (!tags.ok) return tags;
  }
  if (wanted.customField !== undefined) {
    const fields = await pick('custom field', wanted.customField, inProject, asana.customFields(gid));
    if (!fields.ok) return fields;
  }
  return ok({ project: project.value, section: wanted.section, sections: sections.value });
}

async function pick(
  kind: 'section' | 'tag' | 'custom field',
  wanted: string,
  where: string,
  listing: AsanaResult<Named[]>,
): Promise<Result<Named[], Failure>> {
  const listed = await listing;
  if (!listed.ok) return fail(asanaFailure(listed.error, `read the ${kind}s of ${where}`));
  const picked = listed.value.filter(({ name }) => name.trim() === wanted.trim());
  if (picked.length > 0) return ok(picked);
  const names = listed.value.slice(0, 20).map(({ name }) => `"${name}"`);
  const expected = names.length === 0 ? 'one, but there is none' : `one of ${names.join(', ')}`;
  return fail({
    reason: 'not-found',
    message: `${where} has no ${kind} "${wanted}", expected ${expected}`,
    hint: `Correct the name of the ${kind}; without it nothing is known of the tasks.`,
  });
}
