/*
 * The settings as published for 1.4.0.525 (engine facts 3.1): name, object, static initialiser, default.
 */
#include "engine/budgets_table.h"

const mp_budget_row mp_budget_rows[] = {
    {"uRefCount", 0x011C5A1C, 0x00F3DC60, 700, false},
    {"uActorRefCount", 0x011C5A40, 0x00F3DC90, 20, false},
    {"uActiveRefCount", 0x011C5AF0, 0x00F3DCC0, 100, false},
    {"uAnimatedObjectsCount", 0x011C5C24, 0x00F3DCF0, 50, false},
    {"uParticlesCount", 0x011C5B3C, 0x00F3DD20, 5000, false},
    {"uEmittersCount", 0x011C5A64, 0x00F3DD50, 50, false},
    {"uGeometryCount", 0x011C5A58, 0x00F3DD80, 1000, false},
    {"uTriangleCount", 0x011C59EC, 0x00F3DDB0, 100000, false},
    {"uWaterCount", 0x011C5A10, 0x00F3DDE0, 10, false},
    {"uGeometryMemory", 0x011C5BBC, 0x00F3DE10, 5242880, true},
    {"uTextureMemory", 0x011C5B5C, 0x00F3DE40, 20971520, true},
    {"uWaterMemory", 0x011C5C50, 0x00F3DE70, 5242880, true},
    {"uLightCount", 0x011C5B80, 0x00F3DEA0, 10, false},
    {"uLightExcessGeometry", 0x011C5A90, 0x00F3DED0, 100, false},
    {"uDecalCount", 0x011C5BDC, 0x00F3DF00, 500, false},
    {"uHavokTriCount", 0x011C59A0, 0x00F3DF30, 5000, false},
    {"uRefCountInterior", 0x011C5AFC, 0x00F3DF60, 1000, false},
    {"uActorRefCountInterior", 0x011C5BF8, 0x00F3DF90, 20, false},
    {"uActiveRefCountInterior", 0x011C5A84, 0x00F3DFC0, 100, false},
    {"uAnimatedObjectsCountInterior", 0x011C5984, 0x00F3DFF0, 50, false},
    {"uParticlesCountInterior", 0x011C5B8C, 0x00F3E020, 5000, false},
    {"uEmittersCountInterior", 0x011C5B08, 0x00F3E050, 50, false},
    {"uGeometryCountInterior", 0x011C5954, 0x00F3E080, 1000, false},
    {"uTriangleCountInterior", 0x011C5A9C, 0x00F3E0B0, 100000, false},
    {"uWaterCountInterior", 0x011C5AC4, 0x00F3E0E0, 10, false},
    {"uGeometryMemoryInterior", 0x011C5C80, 0x00F3E110, 10485760, true},
    {"uTextureMemoryInterior", 0x011C5C60, 0x00F3E140, 104857600, true},
    {"uWaterMemoryInterior", 0x011C5A4C, 0x00F3E170, 10485760, true},
    {"uLightCountInterior", 0x011C5BCC, 0x00F3E1A0, 10, false},
    {"uLightExcessGeometryInterior", 0x011C5BA0, 0x00F3E1D0, 5, false},
    {"uDecalCountInterior", 0x011C59B8, 0x00F3E200, 500, false},
    {"uHavokTriCountInterior", 0x011C5994, 0x00F3E230, 5000, false},
    {"uLoadedAreaNonActorMemoryBudgetCap", 0x011C5B20, 0x00F3E500, 185597952, true},
    {"uWastelandLODBudgetAdjustment", 0x011C5AE0, 0x00F3E530, 20971520, true},
    {"uCityLODBudgetAdjustment", 0x011C5C04, 0x00F3E560, 5242880, true},
    {"uActorMemoryBudgetCap", 0x011C59E0, 0x00F3E590, 10485760, true},
};

const size_t mp_budget_row_count = sizeof mp_budget_rows / sizeof mp_budget_rows[0];
