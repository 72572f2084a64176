package com.heraerp.db;

import java.sql.SQLException;
import java.util.UUID;

/** Further organizations with the chart of accounts, the members and some of the calendar of Luxe, in a few milliseconds each. */
final class Tenants {

    private Tenants() {}

    /**
     * A copy of Luxe with its accounts (under the same ids), its owner and the fiscal periods whose code matches {@code
     * periods}, all open.
     */
    static UUID likeLuxe(TestDatabase database, String periods) throws SQLException {
        UUID id = UUID.randomUUID();
        Sql superuser = Sql.on(database.asSuperuser());
        superuser.all("""
                with o as (
                  insert into core_organizations (id, organization_name, organization_code, settings, created_by, updated_by)
                  select ?::uuid, o.organization_name, ?, o.settings, o.created_by, o.updated_by from core_organizations o where o.id = ?
                ), e as (
                  insert into core_entities (organization_id, id, entity_type, entity_name, entity_code, smart_code, created_by,
                    updated_by, dynamic_snapshot)
                  select ?::uuid, e.id, e.entity_type, e.entity_name, e.entity_code, e.smart_code, e.created_by, e.updated_by,
                    e.dynamic_snapshot
                  from core_entities e
                  where e.organization_id = ? and (e.entity_type in ('GL_ACCOUNT', 'USER', 'BRANCH')
                    or e.entity_type = 'ORGANIZATION' or e.entity_type = 'FISCAL_PERIOD' and e.entity_code ~ ?)
                  returning id
                )
                select count(*) from e""", id, "TENANT-" + id, Demo.LUXE, id, Demo.LUXE, periods);
        superuser.all("""
                with d as (
                  insert into core_dynamic_data (organization_id, entity_id, field_name, field_type, field_value_text,
                    field_value_number, field_value_date, smart_code, created_by, updated_by)
                  select e.organization_id, d.entity_id, d.field_name, d.field_type,
                    case d.field_name when 'period_status' then 'OPEN' else d.field_value_text end, d.field_value_number,
                    d.field_value_date, d.smart_code, d.created_by, d.updated_by
                  from core_entities e join core_dynamic_data d on d.organization_id = ? and d.entity_id = e.id
                  where e.organization_id = ?::uuid and e.entity_type in ('GL_ACCOUNT', 'FISCAL_PERIOD')
                    and num_nonnulls(d.field_value_boolean, d.field_value_json) = 0
                ), r as (
                  insert into core_relationships (organization_id, from_entity_id, to_entity_id, relationship_type, smart_code,
                    relationship_data, created_by, updated_by)
                  select e.organization_id, r.from_entity_id, r.to_entity_id, r.relationship_type, r.smart_code,
                    r.relationship_data, r.created_by, r.updated_by
                  from core_entities e join core_relationships r on r.organization_id = ? and r.from_entity_id = e.id
                    and r.relationship_type = 'MEMBER_OF'
                  where e.organization_id = ?::uuid
                )
                select 1""", Demo.LUXE, id, Demo.LUXE, id);
        return id;
    }
}
