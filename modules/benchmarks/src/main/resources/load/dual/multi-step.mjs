// The traditional way, as the founding document's useUniversalEntity does it: row, fields, each relationship.
export async function create(post, organization, product) {
  const created = await post('/api/v2/entities', {
    p_organization_id: organization,
    p_entity_type: product.entity_type,
    p_entity_name: product.entity_name,
    p_smart_code: product.smart_code,
    p_entity_id: null,
  })
  const id = created.data.id
  if (product.dynamic_fields) {
    await post('/api/v2/dynamic-data/batch', {
      p_organization_id: organization,
      p_entity_id: id,
      p_fields: Object.entries(product.dynamic_fields).map(([name, field]) => ({
        field_name: name,
        field_type: field.type,
        [`field_value_${field.type}`]: field.value,
        smart_code: field.smart_code,
      })),
    })
  }
  if (product.relationships) {
    for (const [type, targets] of Object.entries(product.relationships)) {
      for (const target of targets) {
        await post('/api/v2/relationships', {
          p_organization_id: organization,
          p_from_entity_id: id,
          p_to_entity_id: target,
          p_relationship_type: type,
          p_smart_code: product.relationship_smart_codes[type],
        })
      }
    }
  }
  return id
}
