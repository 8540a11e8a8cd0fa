<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Fields|Forms">
 <fieldConfiguration>
  <field name="category" configurationFlags="None"><editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="" type="QString" value=""/></Option><Option type="Map"><Option name="家具 furniture" type="QString" value="furniture"/></Option><Option type="Map"><Option name="设备 equipment" type="QString" value="equipment"/></Option><Option type="Map"><Option name="隔断 wall" type="QString" value="wall"/></Option></Option></Option></config></editWidget></field>
 </fieldConfiguration>
 <defaults><default field="id" expression="uuid('WithoutBraces')" applyOnUpdate="0"/></defaults>
</qgis>
