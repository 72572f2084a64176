// The orchestrator: everything in one atomic call.
export async function create(post, organization, product) {
  const created = await post('/api/v2/rpc/hera_entities_crud_v1', {
    p_action: 'CREATE',
    p_organization_id: organization,
    p_entity: { entity_type: product.entity_type, entity_name: product.entity_name, smart_code: product.smart_code },
    p_dynamic: product.dynamic_fields,
    p_relationships: product.relationships,
    p_options: { relationship_smart_code_map: product.relationship_smart_codes },
  })
  return created.entity_id
}
