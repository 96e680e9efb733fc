import { type Json, ok } from '@checklist/engine/plugin';
import { type AsanaSetting, createAsanaRequest } from './asana-request.ts';
import {
  type Named,
  projectFields,
  readCustomField,
  readNamed,
  readProject,
  readStory,
  readTask,
  storyFields,
  taskFields,
} from './asana-shapes.ts';

export type AsanaClient = ReturnType<typeof createAsanaClient>;

/** Asana as typed reads and the few changes that a release makes. */
export function createAsanaClient(setting: AsanaSetting) {
  const { one, all } = createAsanaRequest(setting);
  const named = 'name';
  return {
    me: () => one(readNamed, ({ users }) => users.getUser('me', { opt_fields: named })),
    project: (gid: string) =>
      one(about(gid, readProject), ({ projects }) => projects.getProject(gid, { opt_fields: projectFields })),
    sections: (project: string) =>
      all(readNamed, ({ sections }, page) => sections.getSectionsForProject(project, { ...page, opt_fields: named })),
    tags: (workspace: string) =>
      all(readNamed, ({ tags }, page) => tags.getTagsForWorkspace(workspace, { ...page, opt_fields: named })),
    customFields: (project: string) =>
      all(readCustomField, ({ fields }, page) =>
        fields.getCustomFieldSettingsForProject(project, { ...page, opt_fields: 'custom_field.name' }),
      ),
    /** The tasks of a section that are not completed. */
    async openTasks(section: string) {
      // `now` leaves out, at the server, all that was completed before.
      const query = { completed_since: 'now', opt_fields: taskFields };
      const listed = await all(readTask, ({ tasks }, page) => tasks.getTasksForSection(section, { ...page, ...query }));
      return listed.ok ? ok(listed.value.filter(({ isCompleted }) => !isCompleted)) : listed;
    },
    task: (gid: string) => one(about(gid, readTask), ({ tasks }) => tasks.getTask(gid, { opt_fields: taskFields })),
    async comments(task: string) {
      const query = { opt_fields: storyFields };
      const listed = await all(readStory, ({ stories }, page) =>
        stories.getStoriesForTask(task, { ...page, ...query }),
      );
      return listed.ok ? ok(listed.value.filter((story) => story !== null)) : listed;
    },
    addComment: (task: string, text: string) => {
      const query = { opt_fields: storyFields };
      const read = (json: Json) => readStory(json) ?? undefined;
      return one(read, ({ stories }) => stories.createStoryForTask({ data: { text } }, task, query), false);
    },
    setCompleted: (gid: string, completed: boolean) => {
      const readChanged = (json: Json) => {
        const task = about(gid, readTask)(json);
        return task?.isCompleted === completed ? task : undefined;
      };
      return one(readChanged, ({ tasks }) =>
        tasks.updateTask({ data: { completed } }, gid, { opt_fields: taskFields }),
      );
    },
  };
}

/** An answer about another object than the one that was asked for is none. */
function about<T extends Named>(gid: string, read: (json: Json) => T | undefined): (json: Json) => T | undefined {
  return (json) => {
    const found = read(json);
    return found?.gid === gid ? found : undefined;
  };
}
