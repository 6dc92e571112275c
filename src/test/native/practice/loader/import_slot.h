/* The executable's own import slots, found by the imported name. */
#ifndef PRACTICE_LOADER_IMPORT_SLOT_H
#define PRACTICE_LOADER_IMPORT_SLOT_H

/* Puts `function` into the slot of the executable's import `name`; returns what stood there, or NULL when
 * the executable imports no such name. */
void *import_slot_replace(const char *name, void *function);

#endif
